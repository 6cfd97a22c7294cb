/** What every simulated system does alike when it is called: misbehave if told to, answer, refuse. */
@NullMarked
package io.waymark.sandbox.http;

import org.jspecify.annotations.NullMarked;
