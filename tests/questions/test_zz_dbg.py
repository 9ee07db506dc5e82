from tests.questions.test_importing import *
def test_dbg(world, browser):
    world.open_consultation()
    with world.database.transaction() as session:
        known = importing.known(session, world.lead, world.consultation(session))
        print(len(known.context.parties), known.context)
    s=prepare(Sheet((RawRow(2,question="Stichting Zorgboog vraagt naar de reistijd.",answer="Die telt mee."),)),known)
    print(s.rows[0])
    lead = browser(world.lead)
    address, page = looked_over(lead, world, xlsx([["Stichting Zorgboog vraagt naar de reistijd.", "Die telt mee.", "", ""]]))
    forms.post(lead, address, page=page, actie="neem")
    print([ (q.findings,) for q in questions(world)])
    import re; print(re.findall(r"verborgen[^<]*", page))
    assert 0
