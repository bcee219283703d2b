"""Terms: the words of the field, each with its Dutch and English label.

The list follows the glossary of the WEI model (statement by statement reading of the source text) and is the only place
where such a word gets a label. Members of a term are whole numbers, so that a column of the model can hold them.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class Term(IntEnum):
    """A word of the field that stands for a whole number in the columns of the model."""

    dutch: str
    english: str

    def __new__(cls, number: int, dutch: str = "", english: str = "") -> Self:
        """Make one member from its number and its two labels."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.dutch = dutch
        member.english = english
        return member

    @property
    def word(self) -> str:
        """The word as it stands in files: lower case, underscores."""
        return self.name.lower()

    def label(self, language: str) -> str:
        """The label in one language, `nl` or `en`."""
        return self.dutch if language == "nl" else self.english

    @classmethod
    def from_word(cls, word: str) -> Self:
        """The member with this word; raises KeyError when there is none."""
        return cls[word.upper()]

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """All words of this term, in order."""
        return tuple(member.word for member in cls)


class Phase(Term):
    """Where the programme is."""

    INFORMATION = 1, "informatiefase", "information phase"
    EMERGENCE = 2, "ontstaansfase", "emergence phase"
    DEVELOPMENT = 3, "ontwikkelfase", "development phase"
    AUTONOMOUS = 4, "autonome fase", "autonomous phase"


class Stage(Term):
    """Where an initiative is."""

    IDEA = 0, "idee", "idea"
    RESIDENT_INITIATIVE = 1, "bewonersinitiatief", "resident initiative"
    INDEPENDENT = 2, "zelfstandig burgerinitiatief", "independent resident initiative"
    ENTERPRISE = 3, "buurtbedrijf", "neighbourhood enterprise"
    ENDED = 4, "beëindigd", "ended"


class Involvement(Term):
    """Where a resident is."""

    UNAWARE = 0, "weet van niets", "unaware"
    AWARE = 1, "heeft ervan gehoord", "aware"
    INTERESTED = 2, "belangstellend", "interested"
    HELPER = 3, "helper", "helper"
    CORE = 4, "kartrekker", "core member"
    RESTING = 5, "rust uit", "resting"


class Skill(Term):
    """The four parts of skill that an organisation needs."""

    ORGANISE = 0, "organiseren", "organise"
    MAKE = 1, "maken", "make"
    SELL = 2, "verkopen", "sell"
    CONNECT = 3, "verbinden", "connect"


class Interest(Term):
    """What a partner can have an interest in."""

    LIVEABILITY = 0, "leefbaarheid", "liveability"
    COHESION = 1, "samenhang", "cohesion"
    EMPLOYMENT = 2, "werk", "employment"
    MAINTENANCE = 3, "beheer en onderhoud", "maintenance"
    INCOME = 4, "inkomen", "income"


class Problem(Term):
    """What residents suffer from, and the interests of partners that are served when it is eased."""

    serves: tuple[Interest, ...]

    def __new__(cls, number: int, dutch: str, english: str, *serves: Interest) -> Self:
        """Make one problem from its number, its two labels and the interests it touches."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.dutch, member.english, member.serves = dutch, english, serves
        return member

    POVERTY = 0, "armoede", "poverty", Interest.EMPLOYMENT, Interest.INCOME
    ISOLATION = 1, "eenzaamheid", "isolation", Interest.COHESION
    MEETING_PLACE = 2, "geen ontmoetingsplek", "no place to meet", Interest.COHESION
    PLAYGROUND = 3, "verwaarloosde speelplek", "shabby playground", Interest.LIVEABILITY, Interest.MAINTENANCE
    LITTER = 4, "zwerfvuil", "litter", Interest.LIVEABILITY, Interest.MAINTENANCE


class Opportunity(Term):
    """What a resident can win by taking part."""

    SOLVE_PROBLEM = 0, "een probleem in eigen buurt oplossen", "solve a problem in one's own neighbourhood"
    TRAINING = 1, "training en coaching", "training and coaching"
    BUSINESS = 2, "een eigen bedrijfje", "a small business of one's own"
    INCOME = 3, "geld verdienen", "earn money"
    FRIENDS = 4, "nieuwe vrienden", "new friends"


class Help(Term):
    """One kind of help in a support plan."""

    OUTREACH = 0, "bewoners opzoeken", "outreach"
    INFORMING = 1, "procesmanager: informeren", "process manager: informing"
    CONNECTING = 2, "procesmanager: verbinden", "process manager: connecting"
    MANAGER_COACHING = 3, "procesmanager: coachen", "process manager: coaching"
    BROKERING = 4, "procesmanager: bemiddelen", "process manager: brokering"
    TRAINING = 5, "trainingsplaatsen", "training places"
    COACHING = 6, "coaching", "coaching"
    REFLECTION = 7, "reflectiemomenten", "reflection sessions"
    COMMUNITY_BUILDING = 8, "community-vorming", "community building"
    SEED_GRANTS = 9, "startsubsidies", "seed grants"
    SPACE = 10, "ruimte", "space"
    RECOGNITION = 11, "waardering", "recognition"
    TALENT_SCAN = 12, "talentenscan", "talent scan"


class PartnerKind(Term):
    """The kinds of partner; `process_manager` is who the government pays to arrange the process."""

    GOVERNMENT = 0, "overheid", "government"
    HOUSING = 1, "woningcorporatie", "housing association"
    WELFARE = 2, "welzijn", "welfare"
    BUSINESS = 3, "bedrijven", "business"
    PROCESS_MANAGER = 4, "procesmanager", "process manager"
    OTHER = 5, "andere partner", "other partner"


class Form(Term):
    """In what way a partner helps an initiative in a deal."""

    SPACE = 0, "ruimte", "space"
    MONEY = 1, "geld", "money"
    ORDERS = 2, "opdrachten", "orders"
    TRAINING = 3, "training", "training"
    PERMIT = 4, "vergunning", "permit"


class Condition(Term):
    """What somebody needs to take part (CLEAR); the first that fails holds a resident back."""

    CAN = 0, "kan niet", "cannot"
    LIKE = 1, "wil niet", "does not like to"
    ENABLED = 2, "kan nergens terecht", "is not enabled to"
    ASKED = 3, "is niet gevraagd", "was not asked"
    RESPONDED = 4, "vindt geen gehoor", "feels not responded to"


class Event(Term):
    """What can happen to an initiative, a resident or the programme, as the chronicle tells it."""

    IDEA_BORN = 0, "idee geboren", "idea born"
    JOINED = 1, "doet mee", "joined"
    LEFT = 2, "stopt", "left"
    STAGE_REACHED = 3, "bereikt stadium", "stage reached"
    FELL_BACK = 4, "valt terug", "fell back"
    ENDED = 5, "beëindigd", "ended"
    PHASE_REACHED = 6, "fase bereikt", "phase reached"
    PHASE_LOST = 7, "fase terug", "phase lost"
    PRESENTED = 8, "gepresenteerd aan de buurt", "presented to the neighbourhood"
    PROMISE_BROKEN = 9, "belofte gebroken", "promise broken"
    MOVED_OUT = 10, "verhuisd", "moved out"
    DEAL_MADE = 11, "afspraak gemaakt", "deal made"
    DEAL_RENEWED = 12, "afspraak verlengd", "deal renewed"
    DEAL_ENDED = 13, "afspraak afgelopen", "deal ended"
    DEAL_BROKEN = 14, "afspraak gebroken", "deal broken"
    HANDS_LENT = 15, "helpt een ander initiatief", "lent hands"
    ROOM_FOUND = 16, "krijgt een ruimte", "got a room"
    ROOM_LOST = 17, "raakt de ruimte kwijt", "lost the room"
    CONTEXT_BEGINS = 18, "gebeurtenis van buiten begint", "event from outside begins"
    CONTEXT_ENDS = 19, "gebeurtenis van buiten eindigt", "event from outside ends"
    COOPERATIVE_FOUNDED = 20, "wijkcoöperatie opgericht", "cooperative founded"
    COOPERATIVE_JOINED = 21, "wordt lid van de wijkcoöperatie", "joined the cooperative"
    COOPERATIVE_LEFT = 22, "verlaat de wijkcoöperatie", "left the cooperative"
    COOPERATIVE_FAILED = 23, "wijkcoöperatie valt om", "cooperative failed"
    FUND_HELPED = 24, "krijgt hulp uit het fonds van de wijkcoöperatie", "got help from the fund of the cooperative"
    ACTIVITY_ENDED = 25, "activiteit houdt op", "activity ended"
    TESTED = 26, "getest op zelfstandigheid", "tested for standing alone"


class Reason(Term):
    """Why it happened."""

    NONE = 0, "", ""
    FOUNDED = 1, "zelf begonnen", "founded it"
    ASKED = 2, "gevraagd", "was asked"
    UNASKED = 3, "uit zichzelf", "came unasked"
    LOST_HEART = 4, "hart verloren of overbelast", "lost heart or overloaded"
    MOVED = 5, "verhuisd", "moved house"
    INITIATIVE_ENDED = 6, "initiatief gestopt", "initiative ended"
    PEOPLE = 7, "te weinig mensen", "too few people"
    MONEY = 8, "geldgebrek", "lack of money"
    SKILL = 9, "te weinig vaardigheid", "lack of skill"
    KEY_PERSON = 10, "kartrekker weg", "key person left"
    CRITERION = 11, "voorwaarde gehaald", "criterion met"
    CALENDAR = 12, "volgens de kalender", "by the calendar"
    STRUCTURE = 13, "structuur verloren", "structure lost"
    COMPLETED = 14, "doel bereikt", "goal reached"
    BAD_LUCK = 15, "pech", "bad luck"
    FORM_SPACE = 16, "ruimte", "space"
    FORM_MONEY = 17, "geld", "money"
    FORM_ORDERS = 18, "opdrachten", "orders"
    FORM_TRAINING = 19, "training", "training"
    FORM_PERMIT = 20, "vergunning", "permit"
    TERM_OVER = 21, "termijn voorbij", "term over"
    NO_GAIN_LEFT = 22, "geen winst meer", "no gain left"
    ABSORBED = 23, "overgenomen door een partner", "taken over by a partner"
    TOO_FEW_MEMBERS = 24, "te weinig leden", "too few members"
    GOVERNANCE = 25, "bestuur loopt vast", "the board got stuck"
    IN_THE_RED = 26, "kas in het rood", "in the red"
    BY_VOTE = 27, "besluit van de leden", "by vote of the members"


class Holder(Term):
    """Who can hold money: between these it moves, and nowhere else."""

    RESIDENTS = 0, "bewoners", "residents"
    INITIATIVES = 1, "initiatieven", "initiatives"
    COOPERATIVE = 2, "wijkcoöperatie", "cooperative"
    PARTNERS = 3, "partners", "partners"
    PROGRAMME = 4, "programma", "programme"
    OUTSIDE = 5, "buiten de buurt", "outside the neighbourhood"


class Flow(Term):
    """Every way in which money moves, with who gives it and who takes it."""

    giver: Holder
    taker: Holder

    def __new__(cls, number: int, dutch: str, english: str, giver: Holder, taker: Holder) -> Self:
        """Make one flow from its number, its two labels, its giver and its taker."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.dutch, member.english, member.giver, member.taker = dutch, english, giver, taker
        return member

    GRANTS = 0, "subsidies", "grants", Holder.PROGRAMME, Holder.INITIATIVES
    SALES = 1, "verkoop aan bewoners", "sales to residents", Holder.RESIDENTS, Holder.INITIATIVES
    SALES_OUTSIDE = 2, "verkoop buiten de buurt", "sales outside", Holder.OUTSIDE, Holder.INITIATIVES
    RENT = 3, "verhuur", "rent", Holder.OUTSIDE, Holder.INITIATIVES
    ORDERS = 4, "opdrachten van partners", "orders of partners", Holder.PARTNERS, Holder.INITIATIVES
    DEAL_MONEY = 5, "geld uit afspraken", "money from deals", Holder.PARTNERS, Holder.INITIATIVES
    OWN_CAPITAL = 6, "eigen inbreng", "own capital", Holder.OUTSIDE, Holder.INITIATIVES
    FUND = 7, "hulp uit het fonds", "help from the fund", Holder.COOPERATIVE, Holder.INITIATIVES
    WRITTEN_OFF = 8, "schulden die niemand betaalt", "debts that nobody pays", Holder.OUTSIDE, Holder.INITIATIVES
    COSTS = 9, "vaste lasten", "running costs", Holder.INITIATIVES, Holder.OUTSIDE
    LOCAL_PURCHASES = 10, "inkopen in de buurt", "local purchases", Holder.INITIATIVES, Holder.RESIDENTS
    INVESTMENT = 11, "investeringen", "investment", Holder.INITIATIVES, Holder.OUTSIDE
    WAGES = 12, "lonen", "wages", Holder.INITIATIVES, Holder.RESIDENTS
    FEES = 13, "contributie aan de wijkcoöperatie", "fees", Holder.INITIATIVES, Holder.COOPERATIVE
    CLOSING = 14, "wat een gestopt initiatief nalaat", "left at closing", Holder.INITIATIVES, Holder.OUTSIDE
    PLAN = 15, "uitgaven van het plan", "spending of the plan", Holder.PARTNERS, Holder.OUTSIDE
    POT = 16, "naar de subsidiepot", "into the pot", Holder.PARTNERS, Holder.PROGRAMME
    POT_BACK = 17, "terug uit de subsidiepot", "back from the pot", Holder.PROGRAMME, Holder.PARTNERS
    BUDGET = 18, "begroting van partners", "budget of partners", Holder.OUTSIDE, Holder.PARTNERS
    COOPERATIVE_CLOSING = (
        19,
        "wat een gestopte wijkcoöperatie nalaat",
        "left at the closing of the cooperative",
        Holder.COOPERATIVE,
        Holder.OUTSIDE,
    )
    COOPERATIVE_COSTS = (
        20,
        "lasten van de wijkcoöperatie",
        "costs of the cooperative",
        Holder.COOPERATIVE,
        Holder.OUTSIDE,
    )
    BUDGET_BACK = 21, "terug naar de begroting", "back to the budget", Holder.PARTNERS, Holder.OUTSIDE


class Outcome(Term):
    """How a history ends, told by the independent organisations that live in its last week."""

    FAILURE = 0, "mislukt", "failure"
    PARTIAL = 1, "deels gelukt", "partial success"
    SUCCESS = 2, "gelukt", "success"


class AgeGroup(Term):
    """Age bands of the CBS key figures."""

    AGE_0_14 = 0, "0 tot 15 jaar", "0 to 14"
    AGE_15_24 = 1, "15 tot 25 jaar", "15 to 24"
    AGE_25_44 = 2, "25 tot 45 jaar", "25 to 44"
    AGE_45_64 = 3, "45 tot 65 jaar", "45 to 64"
    AGE_65_PLUS = 4, "65 jaar of ouder", "65 or older"


class Education(Term):
    """Level of education as CBS groups it."""

    LOW = 0, "laag opgeleid", "low"
    MIDDLE = 1, "middelbaar opgeleid", "middle"
    HIGH = 2, "hoog opgeleid", "high"


class Tenure(Term):
    """How a household holds its home."""

    OWNER = 0, "koop", "owner-occupied"
    SOCIAL_RENT = 1, "huur van corporatie", "rented from a housing association"
    PRIVATE_RENT = 2, "overige huur", "otherwise rented"


class IncomeClass(Term):
    """Income of the household among all Dutch households."""

    LOWEST_40 = 0, "laagste 40 %", "lowest 40 %"
    MIDDLE_40 = 1, "middelste 40 %", "middle 40 %"
    HIGHEST_20 = 2, "hoogste 20 %", "highest 20 %"


class HouseholdType(Term):
    """Kinds of household in the CBS key figures."""

    SINGLE = 0, "eenpersoonshuishouden", "one person"
    WITHOUT_CHILDREN = 1, "huishouden zonder kinderen", "without children"
    WITH_CHILDREN = 2, "huishouden met kinderen", "with children"


class HouseholdRole(Term):
    """The place of a person in the household."""

    ALONE = 0, "alleenwonend", "living alone"
    PARTNER = 1, "partner", "partner in a couple"
    SINGLE_PARENT = 2, "alleenstaande ouder", "single parent"
    CHILD = 3, "kind", "child living at home"
    OTHER = 4, "ander lid", "other member"


class Standing(Term):
    """How well a number is known."""

    VERIFIED = 0, "nagelezen in de bron", "read in the source"
    ABSTRACT = 1, "alleen samenvatting gelezen", "abstract read only"
    DERIVED = 2, "afgeleid uit bronnen", "derived from sources"
    REMEMBERED = 3, "uit het geheugen", "from memory"
    ASSUMED = 4, "aangenomen", "assumed"
