"""Energy facilities, the incidents at and near them, heating seasons."""
