import { wordList } from "./words.ts";

/*
 * The words of English that say how a sentence is meant, and not what it is about. They are a closed class: the language
 * makes no new ones. One of them left over in an order may turn it round, so that a person confirms it; names, work and
 * things are an open class, and may be anything.
 */

const classes = {
  persons: `
    i id ill im ive we weve wed he hes hed shes she they theyve theyre theyd theyll it them him me us you youve
    youre youll ya mine yours hers ours theirs myself yourself himself herself itself ourselves themselves
    someone somebody something anyone anybody anything everyone everybody everything whoever whatever whichever`,
  asking: "who whom whose which what why how where whether",
  conditions: `
    if when whenever wherever unless until till once while whilst whereas because cos coz cuz since although though tho
    but or otherwise else however lest despite regardless provided providing assuming supposing given depending like`,
  exceptions: "except excepting excluding excluded exclude than apart aside besides bar barring minus",
  being: `
    is isnt are arent aint am was wasnt were werent be been being has hasnt have havent had hadnt having do does doesnt dont
    did didnt doing`,
  maybe: `
    will wont would wouldnt can cant cannot could couldnt should shouldnt may might must mustnt shall shant ought oughta
    need needs neednt gonna gotta wanna
    maybe perhaps probably possibly presumably hopefully apparently allegedly supposedly roughly likely unlikely
    theoretically hypothetically ideally technically normally usually typically generally
    seemingly reportedly doubtful tentative tentatively conditional theoretical hypothetical notionally somehow hence therefore
    thus nevertheless nonetheless`,
  denying: "not no never neither nor none nothing nowt nobody noone nowhere without ddim nicht nie nahi hardly barely scarcely seldom rarely",
  saying: `
    said says saying say told tell tells telling ask asks asked asking reckons reckon reckoned thinks think thought thinking
    guess guessed suppose supposed hope hopes hoped hoping want wants wanted wish wishes claims claimed insists insisted
    mentioned suggests suggested swears swore believes believed knows knew know heard hear seems seemed wonder wondering
    assume assumed expects expected doubt doubts denies denied pretend imagine according mean means meant intend intended`,
  amounts: `
    more less most least fewer half twice double triple treble another other others same such either enough all any some every
    both few many much several almost nearly
    minimum maximum`,
  times: "before after since just actually really also too even instead rather again only yet later soon sooner already still ever sometimes eventually originally previously formerly occasionally",
}; // biome-ignore format: one class a line

/** Words that take back, share out or put off what was said: an open class, of which these are the ones heard. */
const undoing = `
  waived halved doubled trebled joke joking mistake ono capped divided resend reissue duplicate behalf gratis favour
  difference excess lieu arrears unpaid owes refunded draft half-day follow follows
  accidentally mistakenly wrongly incorrectly cancelled postponed delayed deferred declined disputed rejected refused revoked
  scrapped suspended paused withdrawn frozen undecided unconfirmed negotiable wait ignore yes
  lie arse mistaken kidding jk joshing jesting pretend bounced reversed foc freebie complimentary goodwill guesstimate ballpark bogus disputed
`;

/** Within what an order is for, too, these change what it means. */
export const weighty = wordList(
  [...Object.values(classes), undoing].flatMap((words) => words.split(/\s+/)).filter((word) => word !== ""),
);
