"""How the atlas counts, for whoever reads its numbers: on the page About and in every report."""

METHOD = (
    (
        "An incident is drawn and counted only as finely as its source places it. A site or a "
        "settlement is a dot, the vicinity of a place is a ring, a raion or an oblast is only "
        "shaded, and what is known to the country alone is listed as not placed.",
        "Інцидент показано й пораховано лише з тією точністю, з якою його розміщує джерело. Об’єкт "
        "чи населений пункт – точка, околиці – кільце, район чи область – лише відтінок, а "
        "відоме тільки на рівні країни подано списком як не розміщене.",
    ),
    (
        "An unknown toll is not stated and never counted as zero. Sums are ranges over the tolls "
        "that sources state; a toll without an upper bound enters the upper sum with its lower "
        "bound, so the upper sum is not a maximum.",
        "Невідомі втрати позначено «не вказано», і вони ніколи не рахуються як нуль. Суми – це "
        "діапазони вказаних втрат; втрати без верхньої межі входять до верхньої суми нижньою "
        "межею, тож верхня сума не є максимумом.",
    ),
    (
        "Nationwide and multi-place records repeat the tolls of single incidents. They are listed "
        "and exported, but not counted or summed unless a reader asks for it.",
        "Зведення по країні чи кількох місцях повторюють втрати окремих інцидентів. Їх показано й "
        "експортовано, але не пораховано і не додано, якщо читач цього не попросить.",
    ),
    (
        "A point gets one region: the one whose shape holds it; on a border the smaller code; off "
        "the coast within 10 km the nearest. A region that a source names without giving a point "
        "is taken as declared.",
        "Точка належить до одного регіону: того, чий контур її містить; на межі – з меншим кодом; "
        "у морі в межах 10 км – до найближчого. Регіон, який джерело називає без точки, узято як "
        "заявлений.",
    ),
    (
        "The records are those that sources reported and that were imported here. They are not "
        "all that happened, and their number over time also follows how much was reported.",
        "Записи – це те, про що повідомили джерела і що сюди імпортовано. Це не все, що сталося, "
        "а їхня кількість у часі залежить і від того, скільки повідомляли.",
    ),
)
"""How the atlas counts, in both languages; the promises of the project as a reader needs them."""
