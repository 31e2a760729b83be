package io.nokube.web;

import java.util.Optional;

/// What passes through an [EventStream]: an event, a beat of the heart (no event), or the end.
record Signal(Optional<StreamEvent> event, boolean ends) {
    static final Signal END = new Signal(Optional.empty(), true);

    Signal(Optional<StreamEvent> event) {
        this(event, false);
    }

    static Signal event(StreamEvent event) {
        return new Signal(Optional.of(event), false);
    }
}
