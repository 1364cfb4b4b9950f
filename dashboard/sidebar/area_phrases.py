"""What the area of interest says: (English, Ukrainian)."""

AREA = {
    "area": ("Area of interest", "Територія на карті"),
    "area_help": (
        "Only incidents placed to a point can be inside an area; those known to their raion or "
        "oblast alone are left out.",
        "Усередині території можуть бути лише інциденти, місце яких відоме як точка; відомі лише з "
        "точністю до району чи області не враховано.",
    ),
    "area_place": ("Place or coordinates", "Місце або координати"),
    "area_place_hint": ("e.g. Izium or 48.46, 35.05", "наприклад, Ізюм або 48.46, 35.05"),
    "area_which": ("Which place", "Яке саме місце"),
    "area_km": ("Within", "Не далі ніж"),
    "area_kilometres": ("{n} km", "{n} км"),
    "area_take_place": ("Around this place", "Довкола цього місця"),
    "area_take_map": ("What the map shows", "Те, що видно на карті"),
    "area_unknown": (
        "No place is known by this name, and it is no pair of coordinates.",
        "Місця з такою назвою не знайдено, і це не пара координат.",
    ),
    "area_file": ("Or a file with polygons", "Або файл із багатокутниками"),
    "area_file_help": (
        "GeoJSON, KML or a zipped Shapefile, up to 20 MB.",
        "GeoJSON, KML або Shapefile у zip, до 20 МБ.",
    ),
    "area_take_file": ("Inside {name}", "Усередині {name}"),
    "area_refused": ("The file was not taken: {why}", "Файл не прийнято: {why}"),
    "area_too_many": (
        "Its {corners} corners are more than an address holds ({most}); only the operator can "
        "keep such an area here.",
        "Вона має {corners} кутів, більше, ніж уміщує адреса ({most}); зберегти таку територію тут "
        "може лише оператор.",
    ),
    "area_saved": ("Saved areas", "Збережені території"),
    "area_none_chosen": ("none", "жодної"),
    "area_remove": ("Remove the area", "Прибрати територію"),
    "area_gone": (
        "this store keeps no such area; ask the sender for its file",
        "у цьому сховищі немає такої території; попросіть її файл у того, хто надіслав адресу",
    ),
    "area_here": ("Incidents within {km} km of here", "Інциденти не далі ніж за {km} км звідси"),
    "area_draw": ("Draw an area", "Накреслити територію"),
    "area_draw_hint": (
        "Click the corners, then the first one again; Escape stops.",
        "Клацайте кути, наприкінці знову перший; Escape скасовує.",
    ),
}
