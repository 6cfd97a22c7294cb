package io.waymark.poller.staleness;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.CallerHandler;
import io.waymark.api.access.Scopes;
import io.waymark.api.request.QueryParameters;
import io.waymark.poller.staleness.StalenessRepository.Computed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long ago providers last told something of open parcels, all merchants' together. */
@Path("/v1/staleness")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
public class StalenessResource {

    private final CallerHandler callers;
    private final StalenessRepository ledger;

    StalenessResource(CallerHandler callers, StalenessRepository ledger) {
        this.callers = callers;
        this.ledger = ledger;
    }

    /** By provider and carrier, as it was computed last; of one of them if it is named. */
    @GET
    public Uni<Map<String, List<StalenessView>>> staleness(
            @QueryParam("provider") @Nullable String provider, @QueryParam("carrier") @Nullable String carrier) {
        String of = QueryParameters.text("provider", provider);
        String whose = QueryParameters.text("carrier", carrier);
        return callers.current()
                .chain(caller -> ledger.read(of, whose).map(all -> all.stream()
                        .map(one -> StalenessView.of(one, caller.isStaff()))
                        .toList()))
                .map(items -> Map.of("items", items));
    }

    /**
     * Staleness of one kind.
     *
     * @param open how many parcels there are; null for merchants: it tells how much others send
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StalenessView(
            String provider,
            String carrier,
            @Nullable Long open,
            long p50Seconds,
            long p95Seconds,
            OffsetDateTime computedAt) {

        static StalenessView of(Computed computed, boolean withOpen) {
            Staleness one = computed.staleness();
            return new StalenessView(
                    one.kind().provider(),
                    one.kind().carrier(),
                    withOpen ? one.open() : null,
                    one.p50().toSeconds(),
                    one.p95().toSeconds(),
                    computed.at());
        }
    }
}
