/** The built normalizer with a full store, beside a topology that does nothing. */
@NullMarked
package io.waymark.bench.normalize;

import org.jspecify.annotations.NullMarked;
