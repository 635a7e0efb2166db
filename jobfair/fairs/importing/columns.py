"""The columns we know: what they are called in our own files, and the words others use for them.

The first name of a column is the one our English templates and exports carry, the second the Spanish one.
All are compared folded: without case, accents and marks.
"""

from collections.abc import Mapping

from jobfair.fairs.importing.kinds import Column, Kind

SEEKERS = Kind(
    "seekers",
    (
        Column(
            "name",
            "Name to be called",
            "Nombre para llamarle",
            "name|full name|seeker|job seeker|participant|participant name|client|client name|"
            "first name|last name|called name|nombre|nombre completo|nombres|apellido|apellidos|"
            "participante|persona",
            repeats=True,
        ),
        Column(
            "locale",
            "Language",
            "Idioma",
            "lang|preferred language|language preference|primary language|lengua|idioma preferido",
        ),
        Column(
            "contact",
            "Contact",
            "Contacto",
            "phone email|phone|email|e mail|phone number|cell|cell phone|mobile|telephone|"
            "email address|phone or email|contact info|contact information|how to reach you|telefono|"
            "celular|correo|correo electronico|telefono correo|como contactarle",
            repeats=True,
        ),
        Column(
            "work",
            "Past work",
            "Trabajos anteriores",
            "what work have you done|work|work history|work experience|experience|previous jobs|"
            "past jobs|jobs held|job history|en que ha trabajado|experiencia|experiencia laboral|"
            "trabajo anterior|historial laboral",
            repeats=True,
        ),
        Column(
            "skills",
            "Skills",
            "Habilidades",
            "skill|abilities|what can you do|can do|destrezas|que sabe hacer",
            repeats=True,
        ),
        Column(
            "wishes",
            "Work wanted",
            "Trabajo deseado",
            "looking for|wants|wishes|desired work|desired job|job wanted|interests|interested in|"
            "goal|busca|que busca|desea|intereses",
            repeats=True,
        ),
        Column(
            "certificates",
            "Certificates",
            "Certificados",
            "certificate|certifications|licenses|licences|cards|credentials|certificaciones|licencias",
            repeats=True,
        ),
        Column(
            "shifts",
            "Shifts",
            "Turnos",
            "can work|shift|shifts ok|availability|available|when can you work|hours available|"
            "schedule|disponibilidad|turno|cuando puede trabajar|horario",
            repeats=True,
        ),
        Column("days", "Days", "Días", "days available|work days|dias disponibles|dias de trabajo"),
        Column(
            "travel",
            "Travel",
            "Transporte",
            "car|has car|transport|transportation|how do you travel|gets to work by|vehicle|carro|"
            "auto|coche|tiene carro|vehiculo|como viaja",
        ),
        Column("zip_code", "ZIP", "Código postal", "zip code|zipcode|postal code|postcode|zip postal|cp"),
        Column(
            "max_distance_miles",
            "Miles",
            "Millas",
            "max miles|distance|how far|miles willing to travel|distancia|cuantas millas",
        ),
        Column(
            "has_driving_licence",
            "Driving licence",
            "Licencia de conducir",
            "driving license|drivers license|driver license|driver s license|license|drivers licence|"
            "valid license|licencia|licencia de manejo",
        ),
        Column(
            "max_lift_pounds",
            "Lifting (pounds)",
            "Levanta (libras)",
            "lifting|can lift|lift|max lift|lifting limit|pounds|libras|puede levantar|carga",
        ),
        Column(
            "languages",
            "Languages",
            "Idiomas",
            "languages spoken|speaks|languages at work|habla|idiomas que habla",
        ),
        Column(
            "arrives",
            "Arrives",
            "Llega",
            "here from|arrival|arrival time|arriving|from|comes at|time in|can come at|llegada|"
            "hora de llegada|desde",
        ),
        Column(
            "leaves",
            "Leaves",
            "Se va",
            "has to leave|must leave|leave by|leaving|leaving time|departure|until|to|time out|"
            "here until|salida|hora de salida|hasta|tiene que irse",
        ),
        Column(
            "needs",
            "Needs",
            "Necesidades",
            "need|accommodations|accommodation|special needs|help needed|support|interpreter|"
            "necesita|ayuda|apoyo",
            repeats=True,
        ),
        Column(
            "notes",
            "Notes",
            "Notas",
            "note|comments|comment|remarks|other|nota|comentarios|observaciones",
            repeats=True,
        ),
    ),
    ("name",),
)

EMPLOYERS = Kind(
    "employers",
    (
        Column(
            "name",
            "Employer",
            "Empresa",
            "employer name|company|company name|organization|business|empleador|compania|negocio",
        ),
        Column("sector", "Kind of work", "Tipo de trabajo", "industry|sector|kind|field|industria|ramo"),
        Column("about", "About", "Acerca de", "description|about us|descripcion|quienes somos"),
        Column(
            "contact",
            "Contact",
            "Contacto",
            "contact person|phone|email|e mail|phone email|phone number|contact email|contact phone|"
            "telefono|correo|correo electronico",
            repeats=True,
        ),
        Column("booth", "Booth", "Puesto", "booth number|table|table number|stand|mesa|lugar"),
        Column(
            "interviewers",
            "Interviewers",
            "Entrevistadores",
            "interviewers at table|number of interviewers|recruiters|staff|staff at table|"
            "people at table|entrevistadores en la mesa|reclutadores|personal",
        ),
        Column("arrives", "Arrives", "Llega", "arrival|from|here from|start|starts|llegada|desde"),
        Column("leaves", "Leaves", "Se va", "departure|until|here until|end|ends|to|salida|hasta"),
        Column(
            "lunch",
            "Lunch",
            "Almuerzo",
            "break|lunch break|breaks|pause|descanso|comida|hora de comer",
        ),
        Column(
            "hires_people_with_records",
            "Hires people with records",
            "Contrata a personas con antecedentes",
            "hires people with record|fair chance|second chance|records ok|record ok|background ok|"
            "hires with records|antecedentes|segunda oportunidad",
        ),
        Column(
            "looks_back_years",
            "Looks back (years)",
            "Mira atrás (años)",
            "looks back|look back|lookback|look back years|years back|anos atras|cuantos anos atras",
        ),
        Column(
            "needs_power",
            "Needs power",
            "Necesita electricidad",
            "power|electricity|electricidad|corriente",
        ),
        Column(
            "slots_per_interview",
            "Slots per interview",
            "Horarios por entrevista",
            "slots|slots for one interview|interview slots|horarios|horarios de una entrevista",
        ),
        Column(
            "promised_interviews",
            "Interviews promised",
            "Entrevistas prometidas",
            "promised interviews|interviews promised at least|promised|prometidas",
        ),
        Column("who_decides", "Who decides", "Quién decide", "decision maker|decides|decide"),
        Column(
            "who_can_veto",
            "Who can say no later",
            "Quién puede negarse después",
            "who can veto|veto|who can say no|quien puede vetar",
        ),
        Column(
            "closed_by_law",
            "Closed by law",
            "Cerrado por ley",
            "law based exclusions|excluded by law|exclusions|exclusiones por ley",
        ),
        Column("how_to_appeal", "How to appeal", "Cómo apelar", "appeal|appeals|apelacion"),
        Column(
            "policy_notes",
            "Hiring policy",
            "Política de contratación",
            "policy|policy notes|politica",
            repeats=True,
        ),
    ),
    ("name",),
)

OPENINGS = Kind(
    "openings",
    (
        Column(
            "employer",
            "Employer",
            "Empresa",
            "employer name|company|company name|organization|business|empleador|compania|negocio",
        ),
        Column(
            "title",
            "Position",
            "Puesto",
            "job title|title|job|opening|role|occupation|position title|vacante|cargo|titulo|"
            "ocupacion|posicion",
        ),
        Column(
            "duties",
            "Duties",
            "Tareas",
            "description|job description|what they will do|descripcion|deberes",
        ),
        Column(
            "skills",
            "Skills",
            "Habilidades",
            "skills wanted|skills needed|requirements|destrezas|requisitos",
            repeats=True,
        ),
        Column("soc_code", "SOC", "SOC", "soc code|onet|o net|onet code|codigo soc"),
        Column(
            "seats",
            "People needed",
            "Personas necesarias",
            "number needed|openings|number of openings|how many|seats|positions|headcount|needed|"
            "number|vacancies|vacantes|cuantas personas|plazas",
        ),
        Column(
            "wage_cents_per_hour",
            "Pay per hour",
            "Pago por hora",
            "pay hr|pay|wage|hourly wage|hourly pay|rate|salary|sueldo|salario|pago",
        ),
        Column(
            "hours_per_week",
            "Hours per week",
            "Horas por semana",
            "hrs wk|hours wk|hours week|hours|weekly hours|horas|horas semanales",
        ),
        Column(
            "shift_starts",
            "Shift starts",
            "Empieza el turno",
            "start|starts|start time|from|begin|begins|inicio|empieza|hora de entrada",
        ),
        Column(
            "shift_ends",
            "Shift ends",
            "Termina el turno",
            "end|ends|end time|to|until|finish|fin|termina|hora de salida",
        ),
        Column("days", "Days", "Días", "work days|days of week|days of the week|dias de trabajo"),
        Column("city", "City", "Ciudad", "town|location|place|work city|lugar"),
        Column("state", "State", "Estado", "st|work state"),
        Column("zip_code", "ZIP", "Código postal", "zip code|zipcode|postal code|work zip|cp"),
        Column(
            "experience_needed",
            "Experience needed",
            "Pide experiencia",
            "exp needed|experience|experience required|exp|experiencia|se pide experiencia",
        ),
        Column(
            "experience_months",
            "Months of experience",
            "Meses de experiencia",
            "months|experience months|exp months|meses",
        ),
        Column(
            "must_have_certificates",
            "Must-have certificates",
            "Certificados obligatorios",
            "training license|training licence|training|license|licence|licenses|certificates|"
            "certifications|certificados|licencias|capacitacion",
            repeats=True,
        ),
        Column(
            "needs_driving_licence",
            "Driving licence needed",
            "Pide licencia de conducir",
            "driving license needed|drivers license needed|drivers license|driver s license|"
            "driving license|driving licence|licencia de conducir",
        ),
        Column(
            "lift_pounds",
            "Lifting (pounds)",
            "Carga (libras)",
            "lifting|lift|must lift|pounds|libras|carga",
        ),
        Column("languages", "Languages", "Idiomas", "language|languages needed|language needed|idioma"),
    ),
    ("title",),
)

BOOTHS = Kind(
    "booths",
    (
        Column(
            "label",
            "Booth",
            "Puesto",
            "booth number|booth label|table|table number|stand|stall|mesa|numero de mesa",
        ),
        Column("row", "Row", "Fila", "aisle|line|pasillo"),
        Column("place", "Place", "Lugar", "place in row|position in row|spot|sitio"),
        Column("has_power", "Power", "Electricidad", "has power|outlet|electricity|enchufe|corriente"),
        Column(
            "near_door",
            "Near door",
            "Cerca de la puerta",
            "door|by the door|entrance|puerta|entrada",
        ),
        Column(
            "wheelchair_access",
            "Wheelchair",
            "Silla de ruedas",
            "wheelchair access|accessible|access|ada|accesible|acceso",
        ),
        Column(
            "support_desk",
            "Support desk",
            "Mesa de apoyo",
            "for|reserved for|desk|kept for|service|para|reservado para|servicio",
        ),
        Column(
            "desk_about",
            "About the desk",
            "Acerca de la mesa de ayuda",
            "what the desk helps with|what it helps with|what to bring|que traer|en que ayuda",
        ),
        Column(
            "desk_seats",
            "People at once",
            "Personas a la vez",
            "people at once at the desk|desk seats|people at a time|personas al mismo tiempo",
        ),
    ),
    ("label",),
)

#: in the order in which they are brought in: booths before the employers who sit there, and so on
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (BOOTHS, EMPLOYERS, OPENINGS, SEEKERS)}
