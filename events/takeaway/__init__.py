"""The ways out beside CSV: one module a format, all of the same records in the same order.

Every one reads `rows.tables`, so that columns, order and the licence gate are those of the CSV
(`events.export`), and says what it is with `rows.about_of`.
"""
