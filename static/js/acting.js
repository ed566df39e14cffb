// For whom a page votes: for the seat that is signed in, or on a shared device for one that isn't.
const { acting = "", home = "/jetzt", thanks = "", shared = "" } = document.body.dataset;

/** "tablet", "helper", or "" on a member's own phone. */
export const kind = shared;
export const isShared = acting !== "";
/** Where to go when there is nothing to do here any more. */
export const homePath = home;
/** Where to go once the ballot of a shared device has arrived: nothing of it stays. */
export const thanksPath = thanks;
/** The page itself, for a fresh CSRF token. */
export const pagePath = isShared ? acting : "/jetzt";
export const pollPath = isShared ? `${acting}/stand` : "/api/stand";
export const ballotPath = (round) => `${acting}/stimme/${round}`;
/** Shared devices only hear that there is news; their ballots go by POST. */
export const connection = shared
  ? { namespace: "/table", auth: { role: shared } }
  : { namespace: "/phone" };
