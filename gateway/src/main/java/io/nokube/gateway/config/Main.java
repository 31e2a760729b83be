package io.nokube.gateway.config;

import io.nokube.web.Start;
import io.quarkus.runtime.annotations.QuarkusMain;

/// The process: checks what must be there before anything is started.
@QuarkusMain
public class Main {
    Main() {}

    public static void main(String... args) {
        Start.withDatabase("gateway", args);
    }
}
