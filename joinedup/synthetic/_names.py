"""Names of people and places that exist only in Middleshire."""

from __future__ import annotations

from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BOYS = _words(
    """
    Adam Aidan Albert Alfie Amir Archie Arthur Ayaan Ben Blake Callum Charlie Connor Daniel Dawud
    Dominik Dylan Edward Elijah Ethan Ezra Felix Finley Freddie Gabriel George Hamza Harry Harvey
    Hugo Ibrahim Idris Isaac Jack Jakub James Jayden Joel Joseph Joshua Jude Kai Kian Leo Levi Liam
    Logan Louis Luca Lucas Mason Max Mohammed Musa Nathan Noah Oliver Omar Oscar Owen Patryk Ralph
    Reuben Riley Rohan Ronnie Rory Ruben Ryan Samuel Sebastian Stanley Teddy Theo Thomas Toby Tomasz
    Tyler William Yusuf Zac Zain
"""
)
GIRLS = _words(
    """
    Aaliyah Abigail Ada Aisha Alice Amara Amelia Amina Anaya Anna Aria Aurora Ava Beatrice Bella
    Bonnie Charlotte Chloé Clara Daisy Darcie Delilah Edith Eleanor Elena Eliza Ella Ellie Elsie
    Emilia Emily Emma Esme Eva Evelyn Evie Fatima Florence Freya Grace Hallie Hannah Harper Holly
    Imogen Iris Isabella Isla Ivy Jasmine Jessica Julia Khadija Lara Layla Leila Lily Lola Lottie
    Lucy Luna Maisie Maja Maria Martha Maryam Matilda Maya Mia Mila Millie Molly Nancy Nia Niamh
    Olivia Orla Penelope Phoebe Poppy Rose Ruby Safiya Sara Scarlett Sienna Sofia Sophie Thea Violet
    Willow Yasmin Zara Zoë Zuzanna
"""
)
_SURNAME_STARTS = _words(
    """
    Ash Birch Brad Brook Cald Cart Clif Crow Dal Den East Elm Fair Farn Gars Green Hal Har Hazel Holl
    Horn Kings Lang Led Lin Mal Mar Mid Nor Oak Pem Pres Rad Red Rush Sel Ship Stan Stock Sut Thorn
    Under Wake Wal Wes Whit Win Wood
"""
)
_SURNAME_ENDS = _words(
    """
    bridge bury by combe dale field ford ham ley ton well worth
"""
)
_MORE_SURNAMES = _words(
    """
    Abbasi Adeyemi Ahmed Akhtar Ali Asante Balogun Begum Bhatti Brown Campbell Chan Chaudhry Clarke
    Davies Evans Fernandes Gill Grant Griffiths Hall Hussain Iqbal Jackson James Johnson Jones Kaur
    Khan Kowalski Lewis Mahmood Malik Mensah Mistry Morgan Murphy Nguyen Novak O’Brien O’Connor
    Okafor Osei Patel Popescu Powell Price Rahman Reid Roberts Sandhu Shah Sharma Singh Smith Taylor
    Thomas Walker Williams Wisniewski Wright Young
"""
)
SURNAMES = (*(a + b for a, b in product(_SURNAME_STARTS, _SURNAME_ENDS)), *_MORE_SURNAMES)

_WARD_STARTS = _words(
    """
    Abbot Alder Beacon Bramble Canal Castle Chantry Copper Dove Eagle Foundry Gorse Heath Ivy Kiln
    Lark Mill Nettle Orchard Priory Quarry Raven Saxon Tanner
"""
)
_WARD_ENDS = _words(
    """
    Cross Green Hill Mead Park Vale Wick
"""
)
WARD_NAMES = ("St Zoë's", *(f"{a} {b}" for b, a in product(_WARD_ENDS, _WARD_STARTS)))

STREETS = _words("Church Station Mill Park Victoria Green School Chapel Bridge Orchard")
SAINTS = _words("Aidan Anne Bede Chad Giles Hilda Luke Mark Mary Oswald Peter Wulfstan")
