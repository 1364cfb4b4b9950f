"""What the way out says: the choice of a format, making a large file: (English, Ukrainian)."""

TAKEAWAY = {
    "takeaway_format": ("Take the records away as", "Завантажити записи у форматі"),
    "takeaway_csv": ("CSV", "CSV"),
    "takeaway_geojson": ("GeoJSON", "GeoJSON"),
    "takeaway_geoparquet": ("GeoParquet", "GeoParquet"),
    "takeaway_geopackage": ("GeoPackage", "GeoPackage"),
    "takeaway_xlsx": ("Excel", "Excel"),
    "takeaway_bundle": ("bundle", "пакет"),
    "takeaway_for_csv": ("CSV – for any program", "CSV – для будь-якої програми"),
    "takeaway_for_geojson": ("GeoJSON – for web maps", "GeoJSON – для веб-карт"),
    "takeaway_for_geoparquet": ("GeoParquet – for analysis", "GeoParquet – для аналізу даних"),
    "takeaway_for_geopackage": ("GeoPackage – for QGIS", "GeoPackage – для QGIS"),
    "takeaway_for_xlsx": ("Excel – with codebook", "Excel – з описом стовпців"),
    "takeaway_for_bundle": (
        "Bundle (zip) – to cite and repeat",
        "Пакет (zip) – цитувати й відтворити",
    ),
    "takeaway_help": (
        "Exactly the records of the current filters, with the terms of their sources. A bundle "
        "also holds the filters, the versions, the citations and checksums, so that anyone with "
        "this atlas can make it again and compare (python -m events verify).",
        "Саме записи за поточними фільтрами з умовами їхніх джерел. Пакет містить також фільтри, "
        "версії, цитування й контрольні суми, тож кожен, хто має цей атлас, може створити його "
        "знову й порівняти (python -m events verify).",
    ),
    "takeaway_download": ("Download {format}", "Завантажити {format}"),
    "takeaway_make": ("Make the file: {format}, {n}", "Створити файл: {format}, {n}"),
    "takeaway_takes": (
        "So many records take a while; any click on the page cancels it.",
        "Стільки записів потребують часу; будь-яке натискання на сторінці скасує створення.",
    ),
    "takeaway_making": ("{done} of {n}", "{done} з {n}"),
    "takeaway_cancel": ("Cancel", "Скасувати"),
    "takeaway_too_many": (
        "A sheet of Excel holds {most} records; these are {n}. Narrow the filters or choose "
        "another format.",
        "Аркуш Excel вміщує {most} записів, а тут – {n}. Звузьте фільтри або оберіть інший формат.",
    ),
    "takeaway_cut": (
        "Some texts are longer than a cell of Excel holds and end with a note; the sheet “about” "
        "says how many. CSV has them whole.",
        "Деякі тексти довші, ніж вміщує клітинка Excel, і закінчуються приміткою; скільки їх, "
        "зазначено на аркуші «about». У CSV вони повні.",
    ),
    "takeaway_failed": ("The file was not made: {why}", "Файл не створено: {why}"),
}
