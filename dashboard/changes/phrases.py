"""What the page What changed and the look at an earlier version say: (English, Ukrainian)."""

CHANGES = {
    "page_changes": ("What changed", "Що змінилося"),
    # An earlier version
    "as_of_banner": (
        "The atlas as it stood on {day} (version {version}).",
        "Атлас, яким він був {day} (версія {version}).",
    ),
    "as_of_undated": ("The atlas as of version {version}.", "Атлас версії {version}."),
    "as_of_back": ("Back to now", "Назад до сьогодні"),
    "as_of_unknown": (
        "the store has the versions 0 to {newest}; shown is the newest",
        "у сховищі є версії від 0 до {newest}; показано найновішу",
    ),
    "as_of_look": ("See the atlas as it stood then", "Переглянути атлас того часу"),
    # Since when
    "changed_since": ("Changes since", "Зміни від"),
    "since_visit": ("my last visit", "мого минулого візиту"),
    "since_import": ("the last import", "останнього імпорту"),
    "since_day": ("a day", "певного дня"),
    "since_version": ("a version", "певної версії"),
    "since_which_day": ("Day (UTC)", "День (UTC)"),
    "since_which_version": ("Version", "Версія"),
    "between": (
        "From version {first} ({first_day}) to version {last} ({last_day}).",
        "Від версії {first} ({first_day}) до версії {last} ({last_day}).",
    ),
    "no_visit_yet": (
        "This browser has not been here before, so these are the changes of the last import.",
        "Цей браузер тут уперше, тож показано зміни останнього імпорту.",
    ),
    "version_unknown": (
        "There is no version {version}; the store has the versions 0 to {newest}.",
        "Версії {version} немає; у сховищі є версії від 0 до {newest}.",
    ),
    "version_later": (
        "Version {version} is later than version {last}, which is shown.",
        "Версія {version} новіша за показану версію {last}.",
    ),
    "day_too_early": (
        "The store begins on {day} with version {version}; these are all changes since then.",
        "Сховище починається {day} з версії {version}; показано всі зміни відтоді.",
    ),
    "changes_unreadable": (
        "These changes cannot be told: {why}",
        "Ці зміни неможливо показати: {why}",
    ),
    # Kinds
    "kinds": ("Show", "Показати"),
    "kind_added": ("added", "додано"),
    "kind_revised": ("revised", "виправлено"),
    "kind_re_placed": ("re-placed", "розміщено наново"),
    "kind_deleted": ("deleted at the source", "видалено джерелом"),
    "kind_meaning_revised": (
        "the source tells the incident otherwise than before",
        "джерело подає інцидент інакше, ніж раніше",
    ),
    "kind_meaning_re_placed": (
        "only the region was found anew, as after new borders",
        "лише регіон визначено наново, напр. за новими межами",
    ),
    "no_changes": (
        "Nothing changed between these versions.",
        "Між цими версіями нічого не змінилося.",
    ),
    "no_changes_here": (
        "No change matches these filters. Clear some of them, or choose an earlier day.",
        "Жодна зміна не відповідає фільтрам. Зніміть частину з них або оберіть ранішу дату.",
    ),
    # Map and panel
    "legend_changed_1": ("Changed records per oblast", "Змінених записів в області"),
    "legend_changed_2": ("Changed records per raion", "Змінених записів у районі"),
    "legend_changed_3": ("Changed records per hromada", "Змінених записів у громаді"),
    "legend_marks": ("Marks: what happened to the record", "Знаки: що сталося із записом"),
    "changed_none": ("no change", "без змін"),
    "changes_binned": (
        "{n} places are in view: they are joined to cells, each kind by itself.",
        "У полі зору {n} місць: їх об’єднано в комірки, кожен вид змін окремо.",
    ),
    "changes_off_map": (
        "{n} of them have no point and are in the table only.",
        "{n} з них не мають точки: вони лише в таблиці.",
    ),
    "changes_click": (
        "Choose a mark to read what changed there.",
        "Оберіть знак, щоб прочитати, що там змінилося.",
    ),
    "whole_record": ("Whole record", "Увесь запис"),
    # Table and way out
    "col_change": ("Change", "Зміна"),
    "col_field": ("Field", "Поле"),
    "col_before": ("Before", "Було"),
    "col_after": ("After", "Стало"),
    "changes_caption": (
        "A record is listed when it matches the filters as it was or as it is. Fields that "
        "start with “raw” are the source’s own.",
        "Запис показано, якщо він відповідає фільтрам таким, яким був або яким став. Поля, що "
        "починаються з «raw», – власні поля джерела.",
    ),
    "records_shown": ("Records {first}–{last} of {total}", "Записи {first}–{last} з {total}"),
    "download_changes": ("Download these changes (CSV)", "Завантажити ці зміни (CSV)"),
    "about_changes": ("About the file of changes (JSON)", "Про файл змін (JSON)"),
    # Memory of the browser
    "visit_stored": (
        "To know your last visit, your browser keeps one cookie for this address, atlas_visit: "
        "the store versions of this and your previous visit and the time. No name, no account; "
        "this atlas keeps nothing. Delete it in the browser at any time.",
        "Щоб знати ваш минулий візит, браузер зберігає для цієї адреси одне кукі, atlas_visit: "
        "версії сховища під час цього й попереднього візитів та час. Без імені й облікового "
        "запису; сам атлас не зберігає нічого. Видалити його можна в браузері будь-коли.",
    ),
}

CHANGED = {
    "en": {"one": "changed record", "other": "changed records"},
    "uk": {
        "one": "змінений запис",
        "few": "змінені записи",
        "many": "змінених записів",
        "other": "зміненого запису",
    },
}
"""What is counted, in the plural forms that CLDR names."""

FIELDS = {
    "source": ("source", "джерело"),
    "source_id": ("id at the source", "номер у джерелі"),
    "date_start": ("first possible day", "перший можливий день"),
    "date_end": ("last possible day", "останній можливий день"),
    "date_precision": ("dated", "датування"),
    "title": ("title", "назва"),
    "description": ("description", "опис"),
    "place": ("place", "місце"),
    "place_uk": ("place, Ukrainian", "місце українською"),
    "latitude": ("latitude", "широта"),
    "longitude": ("longitude", "довгота"),
    "location_precision": ("placed to", "точність місця"),
    "adm1_code": ("oblast", "область"),
    "adm2_code": ("raion", "район"),
    "adm3_code": ("hromada", "громада"),
    "placed_by": ("region by", "регіон визначено"),
    "event_type": ("type", "тип"),
    "weapon": ("weapon, as reported", "зброя, за повідомленнями"),
    "target_category": ("target", "ціль"),
    "target_name": ("target, by name", "назва цілі"),
    "killed_min": ("killed, at least", "загиблі, щонайменше"),
    "killed_max": ("killed, at most", "загиблі, щонайбільше"),
    "injured_min": ("injured, at least", "поранені, щонайменше"),
    "injured_max": ("injured, at most", "поранені, щонайбільше"),
    "children_killed": ("children killed", "загиблі діти"),
    "children_injured": ("children injured", "поранені діти"),
    "attributed_to": ("attributed to", "приписують"),
    "status": ("status", "статус"),
    "is_aggregate": ("aggregate record", "зведений запис"),
    "part_of": ("part of", "частина"),
    "sources": ("reported by", "повідомляють"),
    "licence": ("licence", "ліцензія"),
}
"""Column of the record -> what a reader calls it where it changed."""
