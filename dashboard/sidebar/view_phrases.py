"""What saved views and the link to a view say: (English, Ukrainian)."""

VIEWS = {
    "link_here": ("Link to this view", "Посилання на цей вигляд"),
    "link_help": (
        "The address holds all filters; whoever opens it sees the same view of this atlas.",
        "Адреса містить усі фільтри; хто її відкриє, побачить той самий вигляд цього атласу.",
    ),
    "link_version": (
        "Always this version of the data ({version})",
        "Завжди ця версія даних ({version})",
    ),
    "link_version_help": (
        "Without it the link shows the data as they are when it is opened.",
        "Без цього посилання покаже дані такими, якими вони будуть, коли його відкриють.",
    ),
    "views": ("Saved views", "Збережені вигляди"),
    "views_none": ("No view is saved yet.", "Ще не збережено жодного вигляду."),
    "views_session": (
        "Kept until this tab is closed; save them as a file to keep them longer.",
        "Зберігаються, доки відкрита ця вкладка; щоб мати їх довше, збережіть їх у файл.",
    ),
    "views_kept": ("Kept on this machine, with the data.", "Зберігаються на цій машині, з даними."),
    "view_name": ("Name", "Назва"),
    "view_note": ("Note", "Нотатка"),
    "view_save": ("Save this view", "Зберегти цей вигляд"),
    "view_open": ("Open {name}", "Відкрити {name}"),
    "view_delete": ("Delete", "Видалити"),
    "view_no_name": ("A view needs a name.", "Вигляду потрібна назва."),
    "views_export": ("Save all as a file", "Зберегти все у файл"),
    "views_import": ("Add views from a file", "Додати вигляди з файлу"),
    "views_import_do": ("Add them", "Додати"),
    "views_refused": ("Not taken: {why}", "Не прийнято: {why}"),
    "views_unreadable": (
        "The file of saved views cannot be read: {why}",
        "Файл збережених виглядів не вдалося прочитати: {why}",
    ),
}
