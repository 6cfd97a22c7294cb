/** Every error answer: {@code application/problem+json} (RFC 9457), naming the fields at fault. */
@NullMarked
package io.waymark.api.problem;

import org.jspecify.annotations.NullMarked;
