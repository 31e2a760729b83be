package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One service's own OpenAPI document.
///
/// @param owner tells two things of the same name apart, such as `Build`
record Part(Owner owner, ObjectNode document) {
    /// Who answers the paths of a document.
    enum Owner {
        GATEWAY("Gateway"),
        BUILD("Build"),
        MONITOR("Monitor");

        private final String prefix;

        Owner(String prefix) {
            this.prefix = prefix;
        }

        /// What a name begins with where another owner has given it to something else.
        String prefix() {
            return prefix;
        }
    }
}
