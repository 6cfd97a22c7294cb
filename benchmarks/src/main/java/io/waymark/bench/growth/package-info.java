/** Other questions, asked with ever more data. */
@NullMarked
package io.waymark.bench.growth;

import org.jspecify.annotations.NullMarked;
