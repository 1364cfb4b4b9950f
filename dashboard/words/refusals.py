"""Why the importer refuses a whole file, in Ukrainian; see note_words for how it is read."""

REFUSALS = {
    # No file of rows
    "There is no file {path}. Check the name.": "Файлу {path} немає. Перевірте назву.",
    "{path} is a folder. Name one file in it.": "{path} – це тека. Укажіть один файл у ній.",
    "{path} is no ordinary file. Save its rows in one and name that.":
        "{path} не є звичайним файлом. Збережіть рядки у файлі й укажіть його.",
    "{path} is empty (0 bytes). Nothing was imported.":
        "Файл {path} порожній (0 байтів). Нічого не імпортовано.",
    "{path} has {n} GB; the limit is 4 GB. Split it.":
        "Файл {path} має {n} ГБ; межа – 4 ГБ. Поділіть його.",
    "{path} has a header but no rows. Nothing was imported.":
        "Файл {path} має назви стовпців, але не має рядків. Нічого не імпортовано.",
    "{path} is an Excel file of before 2007. Save it as .xlsx or CSV.":
        "{path} – це файл Excel старого формату (до 2007 року). Збережіть його як .xlsx або CSV.",
    "{path} is a web page, not a table: often what a site answers instead of the file, such as its "
    "sign-in page. Download the data themselves.":
        "{path} – це вебсторінка, а не таблиця: так сайт часто відповідає замість файлу, "
        "наприклад сторінкою входу. Завантажте самі дані.",
    "{path} is no text file. Save it as CSV in UTF-8.":
        "Файл {path} не є текстовим. Збережіть його як CSV у кодуванні UTF-8.",
    # Text
    "{path} could not be read as CSV ({fault}). Check that a quoted cell is closed and that no row "
    "is longer than 64 MB.":
        "Файл {path} не вдалося прочитати як CSV ({fault}). Перевірте, чи закрито лапки в "
        "клітинках і чи немає рядка, довшого за 64 МБ.",
    "{path} has no line of column names that can be read as {name} ({fault}). Save it as CSV in "
    "UTF-8.":
        "У файлі {path} немає рядка з назвами стовпців, який можна прочитати в кодуванні {name} "
        "({fault}). Збережіть файл як CSV у кодуванні UTF-8.",
    "{path} begins with an empty line where the column names should be.":
        "Файл {path} починається з порожнього рядка там, де мають бути назви стовпців.",
    "{path} opens a quote in the row that begins on line {line} that is never closed, so that the "
    "rows behind it cannot be told apart. Close it.":
        "У файлі {path} в записі, що починається з рядка {line}, відкрито лапки, які ніде не "
        "закрито, тож далі рядки не розрізнити. Закрийте їх.",
    # Zips
    "{path} is a zip that cannot be unpacked ({fault}). Download it again.":
        "Zip-архів {path} неможливо розпакувати ({fault}). Завантажте його ще раз.",
    "{path} is a zip of {n} files ({said}), not of one. Unpack it and import the one that holds "
    "the rows.":
        "У zip-архіві {path} має бути один файл, а їх {n} ({said}). Розпакуйте його й імпортуйте "
        "той файл, що містить рядки.",
    "{path} is a zip with a password. Unpack it and import the file in it.":
        "Zip-архів {path} захищено паролем. Розпакуйте його й імпортуйте файл із нього.",
    "{path} unpacks to more than {n} MB. Unpack it and split it.":
        "Після розпакування {path} має понад {n} МБ. Розпакуйте його й поділіть.",
    "{path} unpacks to {n} MB; the limit here is {n_limit} MB. Unpack it and split it.":
        "Після розпакування {path} має {n} МБ; межа тут – {n_limit} МБ. Розпакуйте його й "
        "поділіть.",
    "{path} holds no table: {name} is empty or a zip itself.":
        "{path} не містить таблиці: {name} – порожній файл або теж zip-архів.",
    # JSON, Excel, Parquet
    "{path} is JSON, but neither a FeatureCollection nor a list of records.":
        "{path} – це JSON, але не FeatureCollection і не список записів.",
    "{path} is JSON, but its items are no records with named fields.":
        "{path} – це JSON, але його елементи не є записами з названими полями.",
    "{path} is larger than 512 MB. Convert it to CSV or Parquet.":
        "Файл {path} більший за 512 МБ. Перетворіть його на CSV або Parquet.",
    "{path} is no valid JSON ({fault}). Export it again.":
        "Файл {path} не є правильним JSON ({fault}). Експортуйте його ще раз.",
    "{path} is no Excel workbook that can be read ({fault}).":
        "Файл {path} неможливо прочитати як книгу Excel ({fault}).",
    "{path} unpacks to {n} MB; the limit is 512 MB. Save the sheet as CSV.":
        "Після розпакування {path} має {n} МБ; межа – 512 МБ. Збережіть аркуш як CSV.",
    "{path} unpacks to {n} GB; the limit is 4 GB. Split it.":
        "Після розпакування {path} має {n} ГБ; межа – 4 ГБ. Поділіть його.",
    "{path} is a Parquet file that cannot be read ({fault}).":
        "Файл Parquet {path} неможливо прочитати ({fault}).",
    "{path} holds {n} rows of {n_columns} columns; the limit here is {n_cells} cells. Split it, or "
    "import it from the command line.":
        "У файлі {path} рядків: {n}, стовпців: {n_columns}; межа тут – {n_cells} клітинок. "
        "Поділіть його або імпортуйте з командного рядка.",
    # Columns
    "{path} is a table of {n} columns; here at most {n_most} are mapped. Leave out those that are "
    "not needed, or import it from the command line.":
        "У таблиці {path} стовпців: {n}; тут зіставляють щонайбільше {n_most}. Вилучіть "
        "непотрібні або імпортуйте її з командного рядка.",
    "The file lacks the column{plural} {columns} that {title} files have (codebook: {codebook}).":
        "У файлі немає стовпців, які мають файли {title}: {columns} (кодова книга: {codebook}).",
    "No column with a date was recognised among {columns}. Name it: --map date=COLUMN (also id, "
    "latitude, longitude, place, region, title, url ...).":
        "Стовпця з датою не розпізнано серед: {columns}. Укажіть його: --map date=COLUMN (так само "
        "id, latitude, longitude, place, region, title, url ...).",
    "No column is mapped to date. Name it: --map date=COLUMN.":
        "Жодного стовпця не зіставлено з датою. Укажіть його: --map date=COLUMN.",
    "There is no field {name}. Fields are {names}.": "Поля {name} немає. Поля: {names}.",
    "The file has no column {name}. It has {names}.":
        "Стовпця {name} у файлі немає. Є: {names}.",
    "--map belongs to --source csv; {name} has its own codebook.":
        "--map уживають лише з --source csv; {name} має власну кодову книгу.",
    "--{option} is for tables of source csv; this is {name}.":
        "--{option} – лише для таблиць джерела csv; а це {name}.",
    "--{option} {value} is taken or not short (letters, digits, . _ -).":
        "--{option} {value}: назву вже зайнято, або вона задовга чи має не лише літери, цифри, "
        ". _ -",
    # Files that hold no incidents, and companions
    "The file holds air alerts (columns started_at, finished_at). An alert is a warning and no "
    "incident, so that nothing was imported.":
        "Файл містить повітряні тривоги (стовпці started_at, finished_at). Тривога – це "
        "попередження, а не інцидент, тому нічого не імпортовано.",
    "The file holds the labels of VIINA's reports without the reports. Import event_info of the "
    "same year and name this file with --with.":
        "Файл містить позначки повідомлень VIINA без самих повідомлень. Імпортуйте event_info за "
        "той самий рік, а цей файл додайте до нього (--with).",
    "The file holds VIINA's status of control over settlements day by day, which is no list of "
    "incidents. Nothing was imported.":
        "Файл містить дані VIINA про контроль над населеними пунктами день за днем, а це не "
        "перелік інцидентів. Нічого не імпортовано.",
    "--with is for sources of several files; this is {name}.":
        "--with – лише для джерел із кількох файлів; а це {name}.",
    "{path} is no companion of {title}. Those have the columns: {columns}.":
        "{path} не доповнює файлів {title}. Ті, що доповнюють, мають стовпці: {columns}.",
}  # fmt: skip
"""Sentence of Unreadable or UnknownColumns -> its Ukrainian, with the same values."""
