"""Words and phrases that tell employers of a past, English and Spanish, as they are typed in a hurry.

Patterns are for folded text: lower case, no accents, no points or apostrophes, blanks for hyphens; written
with blanks of no meaning (re.VERBOSE), so a blank in the text is `\\s`.
"""

#: initials that are words of another kind in small letters
STRONG_CAPITALS = r"\b(?:DOC|D\.O\.C\.?|SHU)\b"

_ROOMS = r"""(?:warehouse|store|shop|building|house|home|apartment|office|truck|trailer|kitchen|
    restaurant|hotel|
    car|bus|van|plane|plant|factory|mall|tank|attic|freezer|cooler|boat|greenhouse|school|hospital|church|
    vehicle|container|almacen|bodega|casa|tienda|edificio|oficina|cocina|restaurante|hotel|camion|
        fabrica)(?:e?s)?"""

#: taken out before a line is looked at: work that only sounds like it
HARMLESS = rf"""\b(?:
    inside\s(?:sales|work|wiremen|wireman|electrician|delivery|service|painting|painter|cleaning|claims|
        adjuster|plumbing|mechanic|paint|walls?)
  | (?:inside|adentro|dentro)\s(?:and|or|y|o|&)\s(?:outside|out|afuera|fuera)
  | (?:outside|afuera|fuera)\s(?:and|or|y|o|&)\s(?:inside|adentro|dentro) | inside\sout
  | (?:inside|adentro|dentro)\s(?:(?:of|de)\s)?(?:(?:a|an|the|our|their|peoples|customers|la|el|las|los|
      un|una)\s)?
        {_ROOMS}
  | (?<!my\s)(?:correction(?:al|s)?|probation|parole|detention|jail|prison|reentry)\s
        (?:and\sparole\s)?(?:officers?|guards?|nurses?|sergeant)
  | (?:oficial|guardia|custodio)\s(?:de\s)?(?:correccional|correcciones|prision|prisiones|
      libertad\scondicional)
  | probation(?:ary)?\speriod | (?:colou?r|error|text|grade)\scorrections?
  | presas?\sde\sagua | cana\sde\sazucar | tanques?\sde\s\w+ | botes?\sde\s\w+
  | (?:game|church|fire)\swarden | military\scommissary
  | (?:lumber|rail|railroad|train|salvage|junk|scrap|ship|truck|school|church|container|brick|stock|freight|
        auto|storage|farm|front|back|switch)\s?yards?
  | (?:college|university|school|campus|student)\sdorms?
  | (?:nursing|care|living|medical|storage|treatment|rehab|production|manufacturing|sports|recycling|
        distribution|mail|packing|food|health)\sfacilit(?:y|ies)
  | criminal\s(?:justice|law|defense) | burglary?\salarms? | (?:pig|cattle|hog|sheep|animal|dog)\spens?
  | (?:loss|theft|fraud|robbery)\s(?:prevention|detection|analyst|investigat\w+)
  | (?:intensive|medical|surgical|nursing|hospital|storage|security|emergency|icu)\s(?:care\s)?units?
  | medicina\sinterna | locked\sup\s(?:the|at|shop|store|after)\b
)\b"""

_PREPOSITION = r"(?:in|at|from|inside|near|of|en|de|desde)"
_STATE_TOWNS = r"""(?:el\sdorado|hutchinson|ellsworth|norton|larned|winfield|cameron|crossroads|
    chillicothe|moberly|
    bonne\sterre|algoa|boonville|tipton|fulton|vandalia|bowling\sgreen|farmington|potosi|licking|charleston|
    fordland|mineral\spoint|maryville|terre\shaute|marion|florence|beaumont|pollock|coleman|victorville|
        lompoc|
    atwater|hazelton|big\ssandy|el\sreno|greenville|pekin|oxford|forrest\scity|yankton|sandstone|englewood|
    bastrop|seagoville|texarkana|danbury|lewisburg|allenwood|otisville|talladega|sheridan|mcalester|
        huntsville|
    jackson|angola|attica|folsom|chino|soledad|tehachapi|corcoran|chowchilla)"""

TELLING = rf"""\b(?:
    # houses
    prision(?:es)? | prisi?o?nn?s? | prisons? | prisonn?ers? | prissons? | prizons? | imprison\w* | jails? |
    jailed | jailhouse | gaol |
    (?:county|city)\slock\s?up | lock\s?up | penit\w+ | correctional | corr?ectional | corrections? |
    detention | detained | halfway | reformator\w+ | juvie | juvenile\s(?:hall|detention) | penal(?:es)? |
    [ck]ar[cs]el(?:es)? | correccional(?:es)? | correcciones | reclusorios? | recluid[oa]s? |
    penitenciari[ao]s? | cereso | detencion | detenid[oa]s? | tutelar | calabozo | celdas? |
    (?:work|federal|honou?r|prison|fire|road)\s?camp | work\srelease | chain\sgang | unicor |
    (?:minimum|medium|maximum|max|min|high)\ssecurity | transitional\shousing |
    casa\s(?:de\s)?(?:transicion|medio\scamino) |
    # parts of them
    (?:the\s)?cell\s?blocks? | cell\s?hous\w+ | cellies? |
    (?:my|the|a|in|our|clean\w*)\scells?(?!\s(?:phone|tower)) |
    housing\sunits? | (?:my|on|in|the)\sunit | unit\s(?:orderly|porter|\d+) | dorms? | dormitor\w+ |
    day\s?room |
    (?:in|on|the|my|our|[a-z])\spods? | pod\s(?:worker|porter|orderly|clean\w*) |
    (?:at|on|in|from|the|prison|rec|main|big)\syard | yard\s(?:crew|detail|orderly|gang) |
    (?:at|in|from|the|a|this|that|state|federal)\sfacilit(?:y|ies) | facility\skitchen |
    chow\s(?:hall|line) |
    commissar(?:y|ies) | behind\s(?:the\s|those\s)?(?:walls?|bars|fences?|wire) | (?:the|those)\swalls |
    (?:tras|detras\sde)\s(?:las\s)?rejas | wardens? | ad\sseg | segregation | solitary | the\shole |
    institution(?:s|al|alized)? |
    # nicknames
    the\sjoint | in\sjoint | joint\skitchen | (?:the|state|federal|county|in)\spen | the\scan | slammer |
    clink | big\shouse |
    the\sbrig | the\sfeds | fed\s(?:time|joint) |
    (?:in|at|from)\s(?:the\s)?county(?=$|\s?[,;.|]|\s(?:kitchen|laundry|for\b|\d)) |
    (?:la|en)\scana | caner[oa]s? | (?:el|al|del|en)\s(?:bote|tambo|tanque) | tambo |
    (?:la|en)\s(?:pinta|chirola|jaula|peni) |
    # states of a person
    (?:on\sthe\s|from\sthe\s)?inside | adentro | (?<!por\s)dentro(?!\sde) | locked\s(?:up|down|in|away) |
    lock\s?down |
    incarcer\w+ | encarcel\w+ | encerrad[oa]s? | pres[oa]s? | in\scustody | custody |
    (?:do|doing|did|done|serv\w+|my)\stime | (?:my|a|during)\sbid | inmates? | imates? | convict\w* |
    ex\s?con | ex\s?cons |
    offend\w* | felons? | felon\w+ | fellon\w* | misdemean\w+ | parol\w* | probation\w* | probatoria |
    on\spapers |
    reos? | reclus[oa]s? | (?:los|las|otr[oa]s|para|con)\sintern[oa]s | convict[oa]s? | condenas? |
    condenad[oa]s? |
    libertad\s(?:condicional|vigilada|bajo\spalabra) | bajo\spalabra | reinsercion | delincuentes? |
    re\s?entry | reentr\w+ | returning\scitizens? | justice\s(?:involved|impacted) | second\schance |
    got\sout | (?:my|since|after|before)\srelease[d]? | (?:was|got|been)\sreleased | sali\slibre |
    cuando\ssali |
    sentenced | (?:my|a|long|life)\ssentence | sentencia\w* |
    # why
    criminal\w* | burglar\w* | robber(?:y|ies) | robbed | assault\w* |
    drug\s(?:charges?|case|court|offens\w+|deal\w*|possession) |
    (?:pending|facing|weapons?|gun|felony)\scharges? | possession | arrest\w* | arson\w* | larceny |
    forgery | fraud | theft |
    shoplift\w* | stole | stealing | manslaughter | murder\w* | homicid\w+ | rape | rapist | kidnap\w* |
    dui | dwi |
    trafficking | sex\soffen\w+ | sold\sdrugs | delitos? | robos? | asaltos? | agresion | narcotrafico |
    vendi\sdrogas? |
    antecedentes | homicidio | secuestro |
    # offices and houses by name
    k\s?doc | m\s?o?doc | i\s?doc | o\s?doc | (?:at|in|for|from|the|with|en|del?)\sdoc | bop | usp |
    fci | fpc | fmc |
    fdc | adx | mcfp | tdcj | cdcr | lcf | edcf | hcf | tcf | jccc | wmcc | wrdcc | bureau\sof\sprisons |
    department\sof\scorr\w+ | lansing | leavenworth | levenworth | rikers | san\squentin | sing\ssing |
    alcatraz |
    pelican\sbay | {_PREPOSITION}\s{_STATE_TOWNS}
)\b"""
