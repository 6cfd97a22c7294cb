package io.waymark.console.web;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.Scopes;
import io.waymark.console.access.IssuerClient;
import io.waymark.console.access.IssuerClient.Tokens;
import io.waymark.console.access.Person;
import io.waymark.console.access.TokenHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Keeps what people may do as their issuer has it. When the token ends by which that is known, the issuer is asked for another;
 * when it gives none, or none that may read, the session ends. While it does not answer, nobody whose token has ended is served.
 */
@ApplicationScoped
class PersonSessionHandler {

    private final SessionRepository sessions;
    private final IssuerClient issuer;
    private final TokenHandler tokens;

    PersonSessionHandler(SessionRepository sessions, IssuerClient issuer, TokenHandler tokens) {
        this.sessions = sessions;
        this.issuer = issuer;
        this.tokens = tokens;
    }

    /**
     * The person of a session as the issuer has it now; empty if the session has ended.
     *
     * @param isValid see {@link StoredSession}
     */
    Uni<Optional<Person>> present(RoutingContext call, String session, Person known, boolean isValid) {
        return isValid
                ? Uni.createFrom().item(Optional.of(known))
                : sessions.claim(session)
                        .chain(refresh -> refresh.isPresent()
                                ? renewed(call, session, refresh.get())
                                : sessions.find(session).map(PersonSessionHandler::stillValid))
                        .onFailure()
                        .invoke(failure -> Log.warnf("person's session not renewed error=%s", failure.toString()))
                        .onFailure()
                        .recoverWithItem(Optional.empty());
    }

    /** Meanwhile another call may have asked. */
    private static Optional<Person> stillValid(Optional<StoredSession> found) {
        return found.filter(StoredSession::isValid).map(StoredSession::person);
    }

    private Uni<Optional<Person>> renewed(RoutingContext call, String session, String refresh) {
        return issuer.refreshed(refresh)
                .chain(given -> given.isPresent()
                        ? kept(call, session, given.get())
                        : Uni.createFrom().item(Optional.<Person>empty()))
                .onFailure()
                .call(() -> sessions.release(session))
                .call(person -> person.isPresent() ? Uni.createFrom().voidItem() : sessions.remove(session));
    }

    private Uni<Optional<Person>> kept(RoutingContext call, String session, Tokens given) {
        return tokens.samePerson(call, given.access()).chain(found -> {
            Optional<Person> person = found.filter(one -> one.scopes().contains(Scopes.READ));
            return person.isEmpty()
                    ? Uni.createFrom().item(person)
                    : sessions.renew(session, person.get(), given.refresh())
                            .map(isSame -> isSame ? person : Optional.empty());
        });
    }
}
