"""Every sentence an import says, in Dutch (B1, "u"), under the code that the program uses for it."""

from __future__ import annotations

from consultation.words import N_

UNREADABLE: dict[str, str] = {
    "wrong_kind": N_("Dit bestand kunnen wij niet lezen. Gebruik xlsx, ods of csv, of ons sjabloon."),
    "wrong_extension": N_(
        "De naam van dit bestand eindigt op %(extension)s, maar de inhoud is %(kind)s. "
        "Geef het een naam die eindigt op .%(kind)s en kies het opnieuw."
    ),
    "no_extension": N_(
        "De naam van dit bestand zegt niet wat het is. Geef het een naam die eindigt op .%(kind)s en kies het opnieuw."
    ),
    "old_excel": N_(
        "Dit is een oud Excel-bestand (xls). Open het in Excel, kies Opslaan als en dan xlsx. Kies daarna het nieuwe bestand."
    ),
    "binary_excel": N_(
        "Dit is een binair Excel-bestand (xlsb). Open het in Excel, kies Opslaan als en dan xlsx. Kies daarna het nieuwe bestand."
    ),
    "encrypted": N_("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."),
    "macros": N_("In dit bestand zitten macro's. Sla het op als xlsx, zonder macro's, en kies het opnieuw."),
    "embedded": N_("In dit bestand zit een ander bestand. Kopieer de vragen naar ons sjabloon en kies dat bestand."),
    "external_link": N_(
        "Dit bestand haalt gegevens uit een ander bestand. Kopieer de vragen als tekst naar ons sjabloon en kies dat bestand."
    ),
    "damaged": N_("Dit bestand is beschadigd. Open het, sla het opnieuw op als xlsx of csv en kies het nieuwe bestand."),
    "unsafe_xml": N_(
        "In dit bestand staan onderdelen die wij niet openen, omdat ze niet veilig zijn. "
        "Kopieer de vragen naar ons sjabloon en kies dat bestand."
    ),
    "empty_file": N_("Dit bestand is leeg. Kies een ander bestand of gebruik ons sjabloon."),
    "no_rows": N_("Onder de namen van de kolommen staat niets. Zet elke vraag op een eigen rij en kies het bestand opnieuw."),
    "no_visible_sheet": N_("Wij vinden geen zichtbaar blad. Maak het blad met de vragen zichtbaar en kies het bestand opnieuw."),
    "no_question_column": N_(
        "Wij vinden geen kolom met vragen. Deze kolommen staan in uw bestand: %(found)s. "
        "Noem de kolom met de vragen “Vraag”. Wij kennen: %(expected)s."
    ),
    "double_column": N_(
        "De kolom “%(name)s” staat er vaker in: %(places)s. "
        "Houd er één, geef de andere een andere naam en kies het bestand opnieuw."
    ),
    "too_large": N_("Dit bestand is %(size)s MB. Wij lezen bestanden tot %(limit)s MB. Verdeel de vragen over meer bestanden."),
    "too_many_rows": N_(
        "In dit bestand staan %(rows)s rijen. Wij lezen er %(limit)s per keer. Verdeel de vragen over %(files)s bestanden."
    ),
    "too_much_text": N_("In dit bestand staat te veel tekst om in één keer te lezen. Verdeel de vragen over meer bestanden."),
    "too_much_unpacked": N_(
        "Dit bestand wordt te groot als wij het uitpakken. Kopieer de vragen naar ons sjabloon en kies dat bestand."
    ),
    "too_heavy": N_("Dit bestand kost ons te veel tijd of geheugen. Kopieer de vragen naar ons sjabloon en kies dat bestand."),
    "busy": N_("Wij lezen nu veel bestanden. Wacht een minuut en kies het bestand opnieuw."),
    "encoding": N_("De letters in dit bestand kunnen wij niet lezen. Sla het op als csv (UTF-8) of xlsx en kies het opnieuw."),
    "broken_csv": N_(
        "Rond regel %(line)s kloppen de aanhalingstekens niet. "
        "Schrijf een aanhalingsteken binnen een cel dubbel, of sla het bestand op als xlsx."
    ),
    "broken_line": N_("Regel %(line)s is geen geldige JSON. Verbeter die regel en kies het bestand opnieuw."),
    "not_an_object": N_("Regel %(line)s is geen JSON-object. Zet elke vraag op een eigen regel, tussen { en }."),
    "double_key": N_("In regel %(line)s staat “%(name)s” 2 keer. Houd er één en kies het bestand opnieuw."),
}

NOTES: dict[str, str] = {
    "other_sheets": N_("Wij lezen alleen het eerste blad, “%(read)s”. Niet gelezen: %(others)s."),
    "hidden_sheets": N_("Dit bestand heeft verborgen bladen: %(names)s. Die lezen wij niet."),
    "hidden_rows": N_("Verborgen in uw bestand, maar wel gelezen: %(rows)s."),
    "hidden_columns": N_("Verborgen in uw bestand, maar wel gelezen: %(columns)s."),
    "comments": N_("Bij deze cellen staat een opmerking: %(cells)s. Opmerkingen lezen wij niet."),
    "drawings": N_("Op het blad staan afbeeldingen of tekstvakken. Die lezen wij niet."),
    "merged_cells": N_("In de vragenlijst zijn cellen samengevoegd. De tekst telt alleen voor de eerste rij."),
    "unread_columns": N_("Deze kolommen lezen wij niet: %(names)s."),
    "double_column_note": N_("De kolom “%(name)s” staat er vaker in: %(places)s. Wij lezen alleen de eerste."),
    "too_many_columns": N_("Wij lezen de eerste %(limit)s kolommen. Wat daarachter staat, lezen wij niet."),
    "windows_letters": N_("Dit bestand is niet in UTF-8. Wij lazen het als Windows-1252. Controleer letters zoals é en ë."),
    "answers_not_read": N_("U stelt hier alleen vragen. De kolom met antwoorden lezen wij niet."),
}

PROBLEMS: dict[str, str] = {
    "empty_question": N_("Rij %(line)s: de vraag is leeg."),
    "empty_merged_question": N_("Rij %(line)s: de vraag is leeg. De cel is samengevoegd met rij %(detail)s."),
    "double_in_file": N_("Rij %(line)s: deze vraag staat ook in rij %(detail)s."),
    "double_existing": N_("Rij %(line)s: deze vraag staat al in uw lijst."),
    "too_long": N_("Rij %(line)s: %(field)s is te lang: %(detail)s tekens. Maak de tekst korter, tot %(limit)s tekens."),
    "formula": N_("In rij %(line)s staat een formule. Wij hebben de tekst van de formule bewaard en voeren hem niet uit."),
    "error_value": N_("Rij %(line)s: bij %(field)s staat een foutcode van het rekenblad (%(detail)s). Schrijf de tekst zelf op."),
    "not_text": N_("Rij %(line)s: bij %(field)s staat geen tekst. Schrijf de tekst zelf op."),
    "extra_cells": N_(
        "Rij %(line)s heeft meer cellen dan er kolommen zijn. Zet tekst met een ; of , erin tussen aanhalingstekens."
    ),
    "forbidden": N_("Rij %(line)s: %(detail)s"),
    "date": N_("Rij %(line)s: bij %(field)s staat een datum (%(detail)s). Excel maakt van 3-2 soms een datum. Klopt dit?"),
    "merged": N_("Rij %(line)s: %(field)s is leeg. De cel is samengevoegd met rij %(detail)s."),
    "hidden": N_("Rij %(line)s is verborgen in uw bestand. Wij lazen hem wel."),
    "characters_removed": N_("Rij %(line)s: uit %(field)s haalden wij %(detail)s onzichtbare tekens weg."),
}

SUMMARIES: dict[str, str] = {
    "one": N_("De rij is goed."),
    "all": N_("Alle %(total)s rijen zijn goed."),
    "some": N_("%(good)s van %(total)s rijen zijn goed."),
    "single": N_("1 van %(total)s rijen is goed."),
}

WORDS: dict[str, str] = UNREADABLE | NOTES | PROBLEMS

COLUMN_NAMES: dict[str, str] = {
    "question": N_("Vraag"),
    "answer": N_("Antwoord"),
    "about": N_("Gaat over"),
    "document": N_("Document"),
    "section": N_("Paragraaf"),
    "page": N_("Bladzijde"),
    "theme": N_("Thema"),
}

FIELD_NAMES: dict[str, str] = {
    "question": N_("de vraag"),
    "answer": N_("het antwoord"),
    "about": N_("“gaat over”"),
    "document": N_("het document"),
    "section": N_("de paragraaf"),
    "page": N_("de bladzijde"),
    "theme": N_("het thema"),
}

EXPLANATION_SHEET = N_("Uitleg")
