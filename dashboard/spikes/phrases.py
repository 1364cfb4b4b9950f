"""What the Spikes page says: (English, Ukrainian)."""

SPIKES = {
    "page_spikes": ("Spikes", "Сплески"),
    # The week
    "spike_day": ("Week of this day", "Тиждень, на який припадає день"),
    "spike_earlier": ("Earlier week", "Попередній тиждень"),
    "spike_later": ("Later week", "Наступний тиждень"),
    "spike_usual": ("Last full week", "Останній повний тиждень"),
    "spike_no_week": (
        "no week that can be judged; there are those from {first} to {last}",
        "такий тиждень оцінити неможливо; можна оцінити тижні від {first} до {last}",
    ),
    "spikes_short": (
        "No week can be judged yet: a week needs 52 whole weeks of data before it, and the data of "
        "these sources that are dated to single weeks reach from {since} to {until}.",
        "Поки що не можна оцінити жодного тижня: дані цих джерел, датовані з точністю до тижня, – "
        "від {since} до {until}, а перед тижнем мають бути 52 повні тижні даних.",
    ),
    "spikes_no_data": (
        "No incident of these sources is dated to a single week, so no week can be judged.",
        "Жоден інцидент цих джерел не датовано з точністю до тижня, тож оцінити тижні неможливо.",
    ),
    # The answer in words
    "spikes_head_1": (
        "Week of {week}: {tested} of {units} oblasts judged.",
        "Тиждень {week}: оцінено областей – {tested} із {units}.",
    ),
    "spikes_head_2": (
        "Week of {week}: {tested} of {units} raions judged.",
        "Тиждень {week}: оцінено районів – {tested} із {units}.",
    ),
    "spikes_head_3": (
        "Week of {week}: {tested} of {units} hromadas judged.",
        "Тиждень {week}: оцінено громад – {tested} із {units}.",
    ),
    "spikes_found": (
        "Standing out against their own 52 weeks before ({n}): {list}.",
        "Вирізняються на тлі власних попередніх 52 тижнів ({n}): {list}.",
    ),
    "spikes_none": (
        "None of them stands out against its own 52 weeks before.",
        "На тлі власних попередніх 52 тижнів не вирізняється жодна одиниця.",
    ),
    "spike_named": ("{name} ({n}, expected {expected})", "{name} ({n}, очікувалося {expected})"),
    "spikes_more": ("{n} more", "ще {n}"),
    "spikes_few": (
        "Not judged: {few} with fewer than {least} incidents in the 52 weeks, and {quiet} without "
        "any in the 53 weeks.",
        "Не оцінено: {few} – менше ніж {least} інцидентів за 52 тижні; {quiet} – жодного за 53 "
        "тижні.",
    ),
    "spikes_sparse": (
        "The incidents in this view are too few to judge a unit by. Choose larger units or fewer "
        "filters, or import more sources.",
        "Інцидентів у цій вибірці замало, щоб оцінювати окремі одиниці. Оберіть більші одиниці, "
        "зніміть частину фільтрів або імпортуйте більше джерел.",
    ),
    "spikes_left_coarser": (
        "Not in these counts, because they are known only more coarsely: {now} of this week, "
        "{before} of the 52 weeks.",
        "Не враховано, бо місце відоме лише приблизніше: {now} цього тижня, {before} за 52 тижні.",
    ),
    "spikes_left_undated": (
        "Nor those whose possible days reach over more than one week: {now} that may belong to "
        "this one, {before} others.",
        "Не враховано й тих, чиї можливі дні припадають на різні тижні: {now}, що можуть належати "
        "до цього, та {before} інших.",
    ),
    "spikes_period": (
        "The period in the sidebar does not apply here; the other filters do.",
        "Період із бічної панелі тут не діє; інші фільтри діють.",
    ),
    "spikes_withheld": (
        "Records that may not be passed on are not counted here: weeks are finer than what may be "
        "told of them.",
        "Записів, які не можна передавати далі, тут не враховано: тиждень – дрібніший проміжок, "
        "ніж дозволено про них повідомляти.",
    ),
    # What may mislead
    "spikes_late": (
        "The counts of this week may still grow: late reports are to be expected for the days "
        "from {day} on.",
        "Числа цього тижня ще можуть зрости: для днів від {day} очікуються пізні повідомлення.",
    ),
    "spikes_lag_unknown": (
        "How late these sources report is not known yet, so counts of the last weeks may be too "
        "low.",
        "Наскільки пізно повідомляють ці джерела, ще невідомо, тож числа останніх тижнів можуть "
        "бути занижені.",
    ),
    "spikes_started": (
        "{source} begins on {day}, within the 53 weeks: units can stand out by that alone.",
        "{source} починається {day}, у межах цих 53 тижнів: одиниці можуть вирізнятися лише через "
        "це.",
    ),
    "spikes_ended": (
        "{source} ends on {day}, before this week: units can look quiet by that alone.",
        "{source} закінчується {day}, до цього тижня: одиниці можуть здаватися спокійними лише "
        "через це.",
    ),
    # Map, panel, chart
    "spike_status_spike": ("stands out", "вирізняється"),
    "spike_status_usual": ("as usual", "як зазвичай"),
    "spike_status_untested": ("not judged", "не оцінено"),
    "spike_legend": ("This week against its own 52 weeks", "Цей тиждень проти власних 52 тижнів"),
    "spike_legend_none": ("no incident in 53 weeks", "жодного інциденту за 53 тижні"),
    "spike_tip_expected": (
        "expected {expected}, interval {low}–{high}",
        "очікувалося {expected}, інтервал {low}–{high}",
    ),
    "spike_tip_few": (
        "not judged: {total} in the 52 weeks",
        "не оцінено: {total} за 52 тижні",
    ),
    "spikes_list": (
        "Standing out: incidents (expected)",
        "Вирізняються: інциденти (очікувалося)",
    ),
    "spikes_choose": (
        "Choose a unit on the map to see its 53 weeks.",
        "Оберіть одиницю на карті, щоб побачити її 53 тижні.",
    ),
    "spike_unit_none": (
        "No incident in the 53 weeks up to {last}.",
        "За 53 тижні до {last} – жодного інциденту.",
    ),
    "spike_other_level": (
        "The unit that is chosen, {name}, is of another level.",
        "Обрана одиниця, {name}, належить до іншого рівня.",
    ),
    "spike_chart": (
        "{name}: incidents per week. Line: expected ({expected}); band: 95% interval ({low}–"
        "{high}); dark: the week judged.",
        "{name}: інциденти за тиждень. Лінія: очікуване ({expected}); смуга: інтервал 95 % ({low}–"
        "{high}); темне: оцінюваний тиждень.",
    ),
    "spike_chart_plain": (
        "{name}: incidents per week; dark: the last week. Not judged.",
        "{name}: інциденти за тиждень; темне: останній тиждень. Не оцінено.",
    ),
    "spike_chart_alt": (
        "Bar chart: {week}: {incidents}; in the 52 weeks before it {total}, at most {most} a week.",
        "Стовпчикова діаграма: {week}: {incidents}; за 52 тижні до того {total}, щонайбільше "
        "{most} за тиждень.",
    ),
    # Table
    "col_spike_status": ("Judged", "Оцінка"),
    "col_spike_week": ("This week", "Цього тижня"),
    "col_spike_expected": ("Expected", "Очікувано"),
    "col_spike_interval": ("95% interval", "Інтервал 95 %"),
    "col_spike_ratio": ("Times expected", "Разів до очікуваного"),
    "col_spike_q": ("q (adjusted p)", "q (скориговане p)"),
    "spike_q_help": (
        "Chance of naming such a unit falsely, all judged units considered; 0.0001 stands for "
        "everything below it, too.",
        "Імовірність хибно виділити таку одиницю з огляду на всі оцінені; 0,0001 означає також усе "
        "менше.",
    ),
    "col_spike_total": ("In 52 weeks", "За 52 тижні"),
    "col_spike_weeks": ("53 weeks, last: this one", "53 тижні, останній – цей"),
    "spikes_rows": ("Units {first}–{last} of {total}", "Одиниці {first}–{last} з {total}"),
    "spike_empty": ("not judged", "не оцінено"),
    # Method
    "spikes_method": ("How this is judged, and what it is not", "Як оцінюємо і чого це не означає"),
    "spikes_method_text": (
        """**The question.** Is the number of incidents of this week too high for a week like the
unit’s own last 52?

**The model.** The weeks of a unit are taken as draws from one negative binomial distribution, the
usual choice for counts that scatter more than by pure chance (variance = mean + d × mean²).
“Expected” is the mean of its 52 weeks. How widely weeks scatter (d) is learned from the unit and,
because 52 weeks tell little of it, from all judged units of the level together. 19 of 20 weeks like
those before lie within the 95% interval.

**Many units at once.** Among hundreds of units some look unusual by chance. So the p-values of all
judged units are adjusted together (Benjamini and Hochberg), and those with q of at most {q} stand
out: as far as the assumptions hold, on average at most one in twenty of them is a false one.

**Which units.** Those with at least {least} incidents in the 52 weeks; below that nothing is known
of how the weeks scatter.

**What is assumed.** That the weeks are alike: one year shows neither season nor trend. Where counts
have risen for months, or heavy weeks follow each other, more units stand out than stated. Earlier
heavy weeks are not weighed down: after two in a year a third does not stand out. And much is
missed: of synthetic weeks five times as heavy as usual, about a quarter was found where 1 to 5
incidents were expected (figures in benchmarks/README.md).

**What a spike is not.** It is no cause, no forecast, and no measure of harm. More reporting, a new
source or another way of placing can make one. That a unit does not stand out does not mean that
nothing happened there.""",
        """**Питання.** Чи не забагато інцидентів цього тижня як на тиждень, подібний до останніх 52
тижнів тієї самої одиниці?

**Модель.** Тижні одиниці вважаємо вибіркою з одного від’ємного біноміального розподілу – звичного
для чисел, що коливаються сильніше, ніж випадково (дисперсія = середнє + d × середнє²).
«Очікувано» – це середнє її 52 тижнів. Наскільки коливаються тижні (d), визначаємо за самою
одиницею, а оскільки 52 тижні говорять про це мало, – також за всіма оціненими одиницями рівня
разом. У межах інтервалу 95 % лежать 19 із 20 тижнів, подібних до попередніх.

**Багато одиниць одразу.** Серед сотень одиниць деякі здаються незвичними випадково. Тому p-значення
всіх оцінених одиниць коригуємо разом (за Бенджаміні та Гохбергом); вирізняються ті, чиє q не
перевищує {q}: якщо припущення справджуються, хибною серед них у середньому є щонайбільше одна з
двадцяти.

**Які одиниці.** Ті, що мають щонайменше {least} інцидентів за 52 тижні; за меншої кількості про
коливання тижнів нічого не відомо.

**Що припускаємо.** Що тижні подібні: за один рік не видно ні сезонності, ні тренду. Де числа
зростали місяцями або важкі тижні йдуть один за одним, вирізняється більше одиниць, ніж зазначено.
Попередніх важких тижнів не применшуємо: після двох за рік третій уже не вирізняється. І багато чого
не помічаємо: із синтетичних тижнів, уп’ятеро важчих за звичайні, знайдено близько чверті там, де
очікувалося від 1 до 5 інцидентів (числа – у benchmarks/README.md).

**Чим сплеск не є.** Це не причина, не прогноз і не міра шкоди. Його можуть спричинити більша увага
джерел, нове джерело чи інший спосіб визначати місце. Якщо одиниця не вирізняється, це не означає,
що там нічого не сталося.""",
    ),
}
