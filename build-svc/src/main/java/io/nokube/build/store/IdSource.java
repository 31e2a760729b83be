package io.nokube.build.store;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Makes ids: UUIDs of version 7, which sort by when they were made.
@ApplicationScoped
public class IdSource {
    public UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
