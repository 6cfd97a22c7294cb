/** What became of the raw records, counted with the work itself and published for those who look whether one is missing. */
@NullMarked
package io.waymark.normalizer.account;

import org.jspecify.annotations.NullMarked;
