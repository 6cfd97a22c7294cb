package io.waymark.poller.subscription;

/**
 * Where a subscription stands.
 *
 * <pre>
 *   DUE ──accepted──────────────► ACCEPTED
 *    │ ▲──failed, account paused─┘(waits)
 *    ├──a person must correct──► HELD ────┐
 *    ├──refused────────────────► REFUSED ─┤──registration changed──► DUE
 *    └──not wanted─────────────► WITHDRAWN ──wanted────────────────► DUE
 * </pre>
 */
enum SubscriptionState {
    /** The provider is to be asked, now or later. */
    DUE,
    /** The provider said that it will push. */
    ACCEPTED,
    /** The provider finds fault with the company, the number or the callback URL: an operator looks at it. */
    HELD,
    /** The provider will not follow this number. */
    REFUSED,
    /** Nobody wants it pushed, or nobody any more, and the provider had not been asked with success. */
    WITHDRAWN
}
