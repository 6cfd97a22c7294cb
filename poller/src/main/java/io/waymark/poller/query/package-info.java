/**
 * One call to one provider, over HTTP.
 */
@NullMarked
package io.waymark.poller.query;

import org.jspecify.annotations.NullMarked;
