import { words } from "./words.ts";

/* Lists of single words, as data: a new word is a word more, not a rule more. */

/** Said out of manners or while thinking; they carry nothing. */
export const fillers = words(`
  um umm uh uhh er err erm ah oh ok okay okey right so well like please pls plz plse ta thanks thx thankyou thank cheers
  mate pal bud buddy boss chief guv love hun hi hey hello hiya morning afternoon evening alright yo oi just also then now
  quick quickly kindly yeah yep aye basically literally anyway lol haha xx x xxx wee bot justpayme jpm jeez
  och ach aw eh hmm wey whey hen doll bab bach tidy
  howay haway gan marra innit pet duck bosh hinny man fam bruv bro cuz butt
  finally woohoo yay hooray yippee phew bloody blooming sharpish sometime plus ye youse cmon lets gonnae
`);

/** A name cannot go on past one of these. */
export const nameStops = words(`
  for to from off of at by on in due re regarding about with plus minus less at due before after until till til when if
  hes shes theyre theyve youre weve im ive
  because cos cause coz since who whos which that this it its he she they him her them his hers their theirs my our your
  me us i we you is are was were has have had hasnt havent didnt will wont would can could should shall be been being do
  does did done not no and or but so as than then too also again now today tomorrow yesterday please pls ta thanks cheers
  mate the a an each apiece ea total totalling altogether all both per vat inc incl including ex excl cis saying says said
  owes owe paid pays pay paying owed wants needs bill invoice amount sum cost costs price ref reference po email tel
  phone mobile via using cash cheque card bank transfer bacs wants charge charged here heres there up down out over
  last next some any more another instead only just what whats how why where yes ok
  still yet never finally ever even rang called messaged emailed texted asked phoned already always now
  ar am i erbyn gan o wedi
  got get gets getting gave give though although under above below behind beneath during through within remaining outstanding qty quantity approx
  thats same ditto likewise x @ quid pounds pence worth half full balance deposit reckons reckon promised promises
`);

/** Joins the parts of a name: "Smith and Sons", "Queen of Tarts". */
export const nameJoins = words(
  "and & of the + de la van von du le st o mac mc y ap ab der den del bin ibn ni nic",
);

/** Of these, what goes on a name in lower case too: "megan ap dafydd", "tom van der berg". */
export const nameParticles = words("de la von du der den del bin ibn ap ab ni nic");

/** What work is called. In lower case these end a name: "dave boiler repair" is Dave's boiler. */
export const workWords = words(`
  tint wax extensions shave fade
  labour labor materials material mats parts part boiler repair repairs repaired repairing service servicing serviced
  callout call-out call visit job jobs work works fitting fit fitted install installed installing installation
  installations fix fixed fixing replace replaced replacing replacement replacements supply supplied maintenance
  inspection survey emergency radiator radiators rad rads tap taps toilet loo sink sinks basin bath shower showers pipe pipes
  pipework leak leaks leaking drain drains drainage gutter gutters guttering roof roofing roofs tiles tile tiling tiled
  slates slate ridge chimney flashing fascia fascias soffit soffits plaster plastering plasterer skim skimming paint
  painting painted painter decorating decoration wallpaper wallpapering kitchen kitchens bathroom bathrooms bedroom
  bedrooms lounge hall hallway stairs landing garden gardens gardening tidy lawn lawns mowing mow hedge hedges trim trimming
  tree trees stump fence fences fencing gate gates patio paving slabs slab decking deck driveway drive path turf
  turfing landscaping lawnt clean cleaning cleaned cleans cleaner window windows door doors carpet carpets floor floors
  flooring laminate oven ironing laundry wiring rewire rewiring socket sockets lights light lighting fuse board consumer
  unit switch switches cable cabling eicr pat testing test tested certificate cert certs safety gas electric electrical
  electrics ev charger alarm alarms cctv camera cameras aerial lock locks locksmith keys key joinery carpentry shelves
  shelf shelving wardrobe wardrobes cupboard cupboards worktop worktops skirting architrave groundworks groundwork
  digger dig digging concrete foundations brickwork bricks brick blockwork pointing repointing render rendering scaffold
  scaffolding skip skips waste rubbish removal removals clearance disposal tip parking mileage travel congestion fuel
  petrol diesel delivery carriage postage hire rental hours hour hrs hr days day half-day dayrate rate overtime weekend
  session sessions lesson lessons class classes tuition tutoring training coaching course appointment consultation
  haircut cut blow dry colour highlights blowdry nails manicure facial massage waxing brows lashes makeup groom grooming groomed dog dogs
  cat cats walk walks walking walked boarding daycare sitting minding feed vet nail clip wash bath-time photo photos
  photography shoot wedding portrait prints album video editing website web design logo hosting domain seo copy
  writing proofreading translation music gig dj catering buffet cake cakes cupcakes lunch lunches food drinks flowers
  bouquet bouquets wreath hamper sewing alterations curtains blinds hem mot tyres tyre brakes brake pads oil change
  clutch exhaust bodywork valet valeting respray diagnostics welding weld fabrication machine repairs-and computer
  laptop printer network wifi broadband setup support handyman odd-job odd bits misc sundries extras extra stuff
  plumbing heating emergency-callout valve valves pump cylinder thermostat stat flush powerflush descale unblock unblocking blocked
  loft insulation boarding-out partition studwork plasterboard drylining ceiling ceilings wall walls outside inside
  stripping sanding varnish varnishing staining seal sealing sealant silicone mastic grout grouting waterproofing
  damp proofing pest control wasps wasp nest moles rats chimney-sweep sweep sweeping jetting pressure jet
  log logs firewood hay bale bales mucking livery shoeing hoof farrier shearing topsoil gravel sand cement screws nails-and timber wood
  steel sheet sheets bag bags roll rolls box boxes pack packs pair pairs set sets lot lots metre metres meter
  nursery-fees rent room rooms storage admin fee fees expenses deposit balance remainder retainer subscription
  call-outs callouts out-of-hours morning's afternoon's week's weeks month's months first-fix second-fix phase
  guitar piano drum drums violin singing vocals keyboard flute cello clarinet saxophone trumpet ukulele theory maths
  gcse headshot headshots engagement puppy puppies cockapoo spaniel labrador bandana cambelt alternator starter battery
  batteries bulb bulbs wiper wipers discs wheel wheels tracking suspension radiator-flush weeding strimming pruning
  borders shrubs felt felting leadwork verge dormer downlight downlights pendant spur dimmer upvc handle handles
  letterbox barrel fringe balayage perm beard eyebrows lash
  floodlight floodlights spotlight spotlights uplighters lamp lamps lampshade chandelier intercom doorbell
  doorbells isolator contactor breaker breakers rcd mcb trunking conduit switchgear hardwire earthing bonding
  deadbolt deadlock mortice mortise padlock padlocks yale hinge hinges latch latches hasp fob fobs repoint
  leadlight skylight skylights rooflight velux gulley gully gullies downpipe downpipes slating battens battening
  underlay membrane chimneystack cowl cowls parapet coping copings eaves bargeboard bargeboards cladding upstand
  leylandii conifer conifers bramble brambles ivy nettles planting plants plant mulch mulching compost
  fertiliser scarifying aerating edging strimmer mowings hedgecutting hedging shrub bushes orchard pergola
  trellis sleepers patios flagstones jetwash jetwashing powerwash rotavating seeding irrigation sprinkler
  sprinklers hosepipe polish polishing hoovering vacuuming dusting mopping bins mirrors sofa sofas mattress
  mattresses rugs rug upholstery laundering linens bedding changeover changeovers turnaround tenancy sanitising
  disinfecting steam steaming declutter decluttering recital recitals rehearsal rehearsals concert accompaniment
  accompanying exam exams workbook workbooks worksheets textbook textbooks revision phonics spelling handwriting
  physics chemistry biology french spanish german english science history geography algebra sats muzzle collar
  dematting deshed deshedding clipping bathing trimmings worming kennel kennels kennelling feeding litter
  negatives usb canvas canvases frame frames framing retouch retouching edits drone footage reels shots
  prewedding christening confetti booth photobooth caliper calipers disc gearbox turbo injector injectors
  coolant antifreeze sump gasket gaskets headlight headlights windscreen windscreens mirror bumper bumpers dent
  dents scuffs bonnet sill sills balljoint wishbone driveshaft catalytic dpf egr lambda sensor sensors ecu remap
  aircon regas tow towing towbar recovery jumpstart fuses relay immobiliser bricklaying lintel lintels footings
  oversite screed screeding tarmac kerbs kerb edgings culvert steelwork rsj beam beams joist joists rafters
  trusses truss timbers plywood osb mdf dowels newel bannister banister balustrade handrail handrails spindles
  architraves coving cornice dado panelling undercoat emulsion gloss primer filler woodwork masonry awning
  awnings canopy canopies banner banners signage sign signs vinyl lettering decals leaflets flyers brochures
  menus posters embroidery hemming zip zips trousers dress dresses suit suits jacket alteration marquee staging
  speakers generator generators heaters heater disco karaoke bridesmaids bridesmaid updo weave braids infill
  infills acrylics pedicure pedicures manicures facials massages reflexology physio platter platters canapes
  sandwiches bbq crates glasses crockery newspapers airport taxi courier couriering haulage pallets pallet mixer
  mixers cistern cisterns ballvalve flange overflow traps macerator saniflo unvented megaflo expansion vessel
  prv diverter pcb ignition pilot flueing flue flues ventilation fan fans ducting duct hoover bracket brackets
  mounting flatpack assembly assembling poles pole hooks
  organ tuning tuner washing washed dyeing mending stitching varnished stained kits kit desk desks
  dishwasher washer dryer fridge freezer hob cooker extractor appliance appliances combi immersion stopcock ballcock
  manhole septic soakaway gutters-clean conservatory porch garage shed summerhouse greenhouse pond pool hot-tub tub
`);

/** First names heard often: what tells "and dave 40" from "and parking 40" in a message without capitals. */
export const firstNames = words(`
  dave david davey john jon jonny johnny jack james jim jimmy jamie joe joseph jo joanne josh mike michael mick mickey
  steve stephen steven stu stuart stewart paul pete peter phil philip rob robert bob bobby bill billy will william tom
  thomas tommy tim tony anthony andy andrew alan allan al alex alexander sandy ali amir ahmed mohammed mo imran khalid
  adam aaron ben benjamin barry brian bryn carl charlie charles chris christopher christine colin craig dan daniel danny
  darren dean derek des dom don donna doug ed eddie edward eric ethan frank fred freddie gareth gary gaz gavin geoff
  george gerry gill glen glyn gordon graham greg gwen harry hassan helen henry hugh ian iain ivan jason jay jeff jenny
  jen jennifer jess jessica jill joan judy julie julia karen kate katie kath kathy keith kelly ken kev kevin kim laura
  lauren lee leo leon lewis liam linda lisa liz lizzie lorraine lou louise lucy luke lynn maggie malcolm margaret maria
  marie mark martin martyn mary matt matthew max megan mel melanie mo morag murray nadia naomi natalie nathan neil nick
  nicola nigel nina norman oli oliver olivia owen pam pat patricia patrick paula polly priya rachel raj ray rebecca becky
  rhys rich richard rick ricky robin rod roger ron ross roy ruth ryan sally sam samantha sandra sara sarah scott sean
  shane shaun sharon sheila simon sian sioned siân sophie stan stella sue susan suzanne tanya tara ted terry tess tina
  toby tracey tracy trevor val vicky victoria vic vince wayne wendy yusuf zoe zara hamish angus callum fiona eilidh isla
  mairi kirsty moira agnes alasdair duncan ewan euan fergus dai huw ifan ceri carys angharad emyr geraint nia rhian
  siobhan niamh aoife ciaran connor conor declan eoin padraig sinead orla bert alf arthur albert stanley maureen doreen
  ned ida ines nora flo edie elsie ada ivan igor oleg olga pavel marek piotr kasia ania magda agata tomasz jakub
  aisha fatima omar hamza bilal nadeem tariq imani kofi kwame femi tunde ngozi amara chidi yemi sunita anita deepak sanjay
  vijay ravi anil nisha meera kamal jamal leila layla noor zainab yasmin samir karim rashid ibrahim
  brenda beryl barbara babs betty carol carole claire clare amy anna anne annie ann emma emily ella holly hannah heather
  hazel gemma grace georgia charlotte chloe abby abigail alice amanda angela angie debbie deborah dee di diane dot
`);

/** Known clients with such a name are only read as clients where a client can stand. */
export const commonNames = words(`
  may will bill mark chase grant rich penny sue pat art rob sandy dawn june april august summer friday faith hope joy
  grace rose lily ivy frank drew jack nick dean guy miles wade ray sunday monday saturday autumn cash job paid yes no
  ok send pay charge note stage quote pound grand ton score pony monkey march jan sept sat sun wed fri mon the hall
  gates wood stone brick tyler mason carpenter cook baker potter garden gardens kitchen window home house one two three
  four five six seven eight nine ten first last next week day today best done fine due net total all each vat help hi stop
  export undo report settings statement show add cancel delete remind nudge invoice list client clients me us him her them
  it that this and for to from off of at by on in
`);

/** What opens the telling of work that is done: "just did Kasia's guttering". */
export const doing = words(
  "done did moved finished completed fitted fixed sorted cleaned replaced repaired cut painted",
);

/** Before a number: it counts houses, orders or rooms, not pounds. */
export const numberNouns = words(`
  number unit flat apt apartment plot room suite studio floor bay block house route channel area pier
  platform gate hut lodge cabin pitch stall shop door level phase stage size type class grade line page step year section
  part chapter job ticket order docket account acc account-number sort code ext extension pin room-number bus junction day
  week wk table court yr rm grade
`);

/** After a number: it counts things. */
export const countedThings = words(`
  hours hour hrs hr days day weeks week months month mins minutes minute miles mile metres metre meters meter m mm cm ft
  feet foot inch inches sqm m2 kg kilos litres litre l bags bag rolls roll sheets sheet packs pack boxes box sets set
  pairs pair lots lot bedroom bedrooms bed beds storey rooms room windows window doors door radiators radiator rads
  sockets socket lights light spotlights downlights taps tap visits visit sessions session lessons lesson walks walk
  dogs dog cats cat trees tree panels panel posts post slabs slab tiles tile bricks shelves shelf cupboards chairs tables
  people heads head kids guests covers cakes cupcakes photos pages words units items men man lads guys
  loads load tonnes tonne tons bales logs bouquets haircuts cuts cleans shirts nights night trips trip runs pints
  reminders bills invoices years year stars star flats houses properties offices shops vans cars bikes meals drinks portions
  tickets seats bins holes brackets lengths plugs chairs stools benches bays plots fittings fixtures units callouts
`);

export const streetWords = words(`
  street st road rd avenue ave lane ln close drive dr crescent cres terrace way court ct place pl gardens gdns grove
  hill square sq row park mews walk green rise view wynd brae heol ffordd stryd lon parade quay yard cottages
  cottage villas broadway boulevard
`);

export const pronouns = words(
  "hes shes theyre theyve theyll em it that this him her them he she they his hers their theirs one both",
);

/** "Mrs Patel's mum" is not Mrs Patel. */
export const kin = words(`
  mum mom mother dad father brother sister son daughter wife husband partner missus neighbour neighbor friend mate boss cousin uncle aunt auntie nan gran grandad nephew niece landlord tenant lodger bloke lad girl boyfriend girlfriend other new old
`);
