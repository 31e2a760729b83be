package io.nokube.gateway.proxy;

import java.util.Locale;

/// One header line.
record Header(String name, String value) {
    String lowerName() {
        return name.toLowerCase(Locale.ROOT);
    }
}
