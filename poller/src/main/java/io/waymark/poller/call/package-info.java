/**
 * Calls to providers: every one is made here, once, within limits of time and size, and is counted, timed, logged and
 * traced without secrets and personal data.
 */
@NullMarked
package io.waymark.poller.call;

import org.jspecify.annotations.NullMarked;
