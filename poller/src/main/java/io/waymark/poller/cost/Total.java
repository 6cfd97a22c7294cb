package io.waymark.poller.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a provider bills in a month, of all that the reader may see.
 *
 * @param numbers billed so far
 * @param forecast how many it is going to be; the same for a month that has ended
 * @param budget how many it may be; null if there is none, or the reader sees only a part
 * @param exhausted whether nothing is billed anew but what is urgent; null if the reader sees only a part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Total(String provider, long numbers, long forecast, @Nullable Long budget, @Nullable Boolean exhausted) {}
