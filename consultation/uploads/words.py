"""Every sentence with which a file is refused, in Dutch (B1, "u"), under its code; each says what to do."""

from __future__ import annotations

from consultation.words import N_

UNREADABLE: dict[str, str] = {
    "no_file": N_("Kies een bestand."),
    "empty_file": N_("Dit bestand is leeg. Kies een ander bestand."),
    "wrong_kind": N_(
        "Dit bestand kunnen wij niet lezen. Gebruik docx, odt, pdf, xlsx of ods. Is het al zo'n bestand? "
        "Dan is het misschien beschadigd: open het en sla het opnieuw op."
    ),
    "wrong_extension": N_(
        "De naam van dit bestand eindigt op %(extension)s, maar de inhoud is %(kind)s. "
        "Geef het een naam die eindigt op .%(kind)s en kies het opnieuw."
    ),
    "no_extension": N_(
        "De naam van dit bestand zegt niet wat het is. Geef het een naam die eindigt op .%(kind)s en kies het opnieuw."
    ),
    "old_office": N_(
        "Dit is een bestand van een oud programma (doc, xls of ppt). Open het, kies Opslaan als en dan docx of xlsx. "
        "Kies daarna het nieuwe bestand."
    ),
    "encrypted": N_("Dit bestand is beveiligd of heeft een wachtwoord. Sla het op zonder beveiliging en kies het opnieuw."),
    "macros": N_("In dit bestand zitten macro's. Sla het op als docx of xlsx, zonder macro's, en kies het opnieuw."),
    "embedded": N_(
        "In dit bestand zit een ander bestand. Haal het eruit, of plak het als afbeelding. Sla op en kies het bestand opnieuw."
    ),
    "external_link": N_(
        "Dit bestand haalt iets op van een andere plek, zoals een ander bestand of een website. "
        "Verbreek die koppelingen, sla op en kies het bestand opnieuw."
    ),
    "damaged": N_("Dit bestand is beschadigd. Open het, sla het opnieuw op en kies het nieuwe bestand."),
    "polyglot": N_("Dit bestand is 2 soorten bestand tegelijk. Open het, sla het opnieuw op en kies het nieuwe bestand."),
    "unsafe_xml": N_(
        "In dit bestand staan onderdelen die wij niet openen, omdat ze niet veilig zijn. "
        "Kopieer de tekst naar een nieuw bestand en kies dat."
    ),
    "no_text": N_(
        "Wij vinden geen tekst in dit bestand. Is het een scan of een foto? Typ de tekst dan zelf, of kies het bestand "
        "waarvan de scan is gemaakt."
    ),
    "too_large": N_(
        "Dit bestand is %(size)s MB. Wij lezen bestanden tot %(limit)s MB. Maak het kleiner, bijvoorbeeld zonder foto's."
    ),
    "too_many_pages": N_(
        "Dit bestand heeft te veel bladzijden. Wij lezen er ten hoogste %(pages)s. Verdeel het over meer bestanden."
    ),
    "too_much_text": N_(
        "In dit bestand staat te veel tekst. Wij lezen ten hoogste %(characters)s tekens. Kies alleen het deel dat nodig is."
    ),
    "too_much_unpacked": N_(
        "Dit bestand wordt te groot als wij het uitpakken. Kopieer de tekst naar een nieuw bestand en kies dat."
    ),
    "too_heavy": N_("Dit bestand kost ons te veel tijd of geheugen. Kopieer de tekst naar een nieuw bestand en kies dat."),
    "busy": N_("Wij lezen nu veel bestanden. Wacht een minuut en kies het bestand opnieuw."),
    "bsn": N_(
        "In uw bestand staat een nummer dat op een BSN lijkt. Haal het weg en kies het bestand opnieuw. Wij hebben niets bewaard."
    ),
    "bsn_unseen": N_(
        "In een deel van uw bestand dat u niet meteen ziet, staat een nummer dat op een BSN lijkt. Kijk in opmerkingen, "
        "verborgen tekst en eigenschappen. Haal het weg en kies het bestand opnieuw. Wij hebben niets bewaard."
    ),
}
