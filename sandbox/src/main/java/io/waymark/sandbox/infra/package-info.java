/**
 * Kafka and PostgreSQL, the real ones, with nothing to install: a broker in this JVM, a server from its binaries, all
 * topics, and the test resources that share one of each among the tests of a JVM.
 */
@NullMarked
package io.waymark.sandbox.infra;

import org.jspecify.annotations.NullMarked;
