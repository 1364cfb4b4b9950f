"""What the About page says of the interface for programs: (English, Ukrainian)."""

INTERFACE = {
    "api_heading": ("For programs", "Для програм"),
    "api_text": (
        "The incidents of the present filters by HTTP: {counts}, {csv}, {geojson}. Every address "
        "and parameter: {document}.",
        "Інциденти за поточними фільтрами через HTTP: {counts}, {csv}, {geojson}. Усі адреси й "
        "параметри: {document}.",
    ),
    "api_counts": ("counts by oblast", "кількість за областями"),
}
