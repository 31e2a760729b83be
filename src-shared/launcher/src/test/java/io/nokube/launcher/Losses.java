package io.nokube.launcher;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which requests may fail while processes are killed: those that were in flight on the one that was killed, and no
/// others. Pure; all times are of one clock that only goes forward.
final class Losses {
    /// Doing these twice does what doing them once does, so that the gateway goes to another replica with them.
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private static final int BAD_GATEWAY = 502;

    private Losses() {}

    /// One process, from its end to the next one's start.
    ///
    /// @param killed just before it was killed
    /// @param gone when it was gone, and its connections with it
    /// @param ready when the next one was
    record Outage(Service service, int replica, long killed, long gone, long ready) {}

    /// One request on one connection to one gateway that was not answered as it should have been.
    ///
    /// @param behind which service the path leads to
    /// @param status that the gateway answered with; null where the connection ended before
    /// @param connected false where nobody listened
    record Failed(
            String method,
            String path,
            Service behind,
            int gateway,
            long started,
            long ended,
            boolean connected,
            @Nullable Integer status) {}

    enum Reason {
        /// At the gateway that was killed.
        IN_FLIGHT_AT_GATEWAY,
        /// At a service that was killed, and nobody can know whether it has taken effect.
        IN_FLIGHT_BEHIND,
        /// Sent to a gateway that was not there any more, or not yet again.
        NOBODY_THERE,
        UNEXPLAINED
    }

    static Reason reason(Failed failed, List<Outage> outages) {
        if (!failed.connected()) {
            return at(failed, outages).anyMatch(outage -> meets(failed, outage.killed(), outage.ready()))
                    ? Reason.NOBODY_THERE
                    : Reason.UNEXPLAINED;
        }
        if (failed.status() == null) {
            return at(failed, outages).anyMatch(outage -> meets(failed, outage.killed(), outage.gone()))
                    ? Reason.IN_FLIGHT_AT_GATEWAY
                    : Reason.UNEXPLAINED;
        }
        boolean wasKilledBehind =
                behind(failed, outages).anyMatch(outage -> meets(failed, outage.killed(), outage.gone()));
        return failed.status() == BAD_GATEWAY && wasKilledBehind && !IDEMPOTENT.contains(failed.method())
                ? Reason.IN_FLIGHT_BEHIND
                : Reason.UNEXPLAINED;
    }

    /// Whether an event stream that ended before its last event may have: it ends with the gateway or with the service.
    static boolean mayBreak(Failed stream, List<Outage> outages) {
        return outages.stream()
                .filter(outage -> outage.service() == stream.behind()
                        || (outage.service() == Service.GATEWAY && outage.replica() == stream.gateway()))
                .anyMatch(outage -> meets(stream, outage.killed(), outage.gone()));
    }

    private static Stream<Outage> at(Failed failed, List<Outage> outages) {
        return outages.stream()
                .filter(outage -> outage.service() == Service.GATEWAY && outage.replica() == failed.gateway());
    }

    private static Stream<Outage> behind(Failed failed, List<Outage> outages) {
        return outages.stream().filter(outage -> outage.service() == failed.behind());
    }

    private static boolean meets(Failed failed, long from, long to) {
        return failed.started() <= to && failed.ended() >= from;
    }
}
