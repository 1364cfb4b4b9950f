"""VIINA's labels, how far they can be trusted, and its outlets: the codebook behind `viina`."""

LABELS = {
    "t_uav": ("drone_attack", "drones"),
    "t_artillery": ("artillery_shelling", "artillery or rockets"),
    "t_airstrike": ("air_strike", "air strike"),
    "t_armor": ("ground_fighting", "armoured vehicles"),
    "t_firefight": ("ground_fighting", "exchange of fire"),
    "t_raid": ("ground_fighting", "raid"),
    "t_ied": ("other", "explosive device, mine or explosion"),
    "t_arrest": ("abduction_or_detention", "arrest or capture"),
    "t_aad": ("other", "air defence"),
    "t_property": ("other", "damaged property"),
    "t_civcas": ("other", "civilian casualties"),
    "t_milcas": ("other", "military casualties"),
}
"""Label of an incident -> event type and words; the first that a row has gives the type: what
struck from afar in the order of published F1 (0.84, 0.78, 0.67), then what was done on the ground,
then what is known only by its effect."""

AUC = {
    "t_mil": 0.969,
    "t_loc": 0.980,
    "t_san": 0.882,
    "a_rus": 0.948,
    "a_ukr": 0.886,
    "a_rus_init": 0.943,
    "a_ukr_init": 0.950,
    "a_civ": 0.878,
    "a_other": 0.939,
    "t_aad": 0.923,
    "t_airstrike": 0.995,
    "t_airalert": 1.000,
    "t_uav": 0.938,
    "t_armor": 0.991,
    "t_arrest": 0.935,
    "t_artillery": 0.957,
    "t_control": 0.931,
    "t_firefight": 0.991,
    "t_raid": 0.977,
    "t_occupy": 0.890,
    "t_property": 0.958,
    "t_cyber": 0.754,
    "t_retreat": 0.992,
    "t_milcas": 0.938,
    "t_civcas": 0.958,
    "t_ied": 1.000,
    "t_hospital": None,
}
"""Label -> out-of-sample area under the ROC curve of the BERT model, as the README publishes it
(table of classification accuracy; t_ied from its comparison of models, on 4 positive cases; none is
published for t_hospital)."""

LEAST_AUC = 0.80
"""Its authors advise against labels below it; t_cyber, and t_hospital without a figure, are not
used for anything here and stay in raw."""

ACTORS = {
    "a_rus_init": "Russian or Russian-aligned forces",
    "a_ukr_init": "Ukrainian or Ukrainian-aligned forces",
}
"""Who began it, as the classifier reads the report; a_rus and a_ukr say who took part only."""

OUTLETS = {
    "24tvua": "24 Kanal",
    "espreso": "Espreso TV",
    "forbesua": "Forbes Ukraine",
    "interfaxua": "Interfax-Ukraine",
    "kp": "Komsomolskaya Pravda",
    "liga": "LIGA.net",
    "liveuamap": "Liveuamap",
    "meduza": "Meduza",
    "militarnyy": "Militarnyi",
    "mz": "Mediazona",
    "ng": "Nezavisimaya Gazeta",
    "ntv": "NTV",
    "nv": "NV",
    "pravdaua": "Ukrainska Pravda",
    "ria": "RIA Novosti",
    "unian": "UNIAN",
}
"""Short name of a source -> the outlet."""
