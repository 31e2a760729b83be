package io.nokube.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/// Follows a build's events to the last one, and opens the stream anew, at any gateway, whenever it ends before.
///
/// @param token of whoever may see it
record ReplicaWatcher(ReplicaTraffic traffic, String build, String token, Random random) implements Callable<String> {
    private static final Set<String> FINAL = Set.of("success", "failed", "cancelled");
    private static final int MOST_STREAMS = 50;

    /// What the last event said.
    @Override
    public String call() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < MOST_STREAMS; i++) {
            LoneRequest request = LoneRequest.get("/api/v1/builds/" + build + "/events")
                    .with("Accept", "text/event-stream")
                    .with("Authorization", "Bearer " + token);
            RawAnswer stream = traffic.stream(
                    seen.isEmpty() ? request : request.with("Last-Event-ID", String.valueOf(seen.getLast())), random);
            if (stream.status() == 200) {
                for (Event event : Event.parse(stream.text())) {
                    seen.add(event.id());
                    if (event.name().equals("status") && FINAL.contains(event.status())) {
                        check(seen);
                        return event.status();
                    }
                }
            }
        }
        throw new IllegalStateException("The events of " + build + " do not end: " + seen);
    }

    /// The first one says how it stands; from there on they are numbered without a gap.
    private void check(List<Integer> seen) {
        for (int i = 1; i < seen.size(); i++) {
            if (seen.get(i) != seen.get(i - 1) + 1) {
                traffic.wonder("The events of " + build + " were seen as " + seen);
                return;
            }
        }
    }

    /// @param status of the build, where the event is one of status
    record Event(int id, String name, String status) {
        /// Those that came whole.
        static List<Event> parse(String text) {
            List<Event> events = new ArrayList<>();
            int end = text.lastIndexOf("\n\n");
            for (String block : end < 0 ? new String[0] : text.substring(0, end).split("\n\n")) {
                String id = field(block, "id");
                if (!id.isEmpty()) {
                    String name = field(block, "event");
                    String status = name.equals("status") ? status(field(block, "data")) : "";
                    events.add(new Event(Integer.parseInt(id), name, status));
                }
            }
            return events;
        }

        private static String field(String block, String name) {
            return block.lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        private static String status(String json) {
            return new RawAnswer(200, json, true).json().path("status").asText();
        }
    }
}
