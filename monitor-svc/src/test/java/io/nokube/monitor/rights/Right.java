package io.nokube.monitor.rights;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.List;

/// The smallest thing that can be taken out of the shipped roles.
///
/// @param only the one name that it is for; empty for all
public record Right(Scope scope, String verb, String group, String resource, String only) {
    /// Which of the shipped roles it is in, and so where it holds.
    public enum Scope {
        /// ClusterRole `nokube-monitor-svc`: everywhere.
        CLUSTER,
        /// ClusterRole `nokube-tenant`: in the namespaces in which it is bound.
        PROJECT,
        /// Role `nokube-monitor-svc-lease`: in NoKube's own namespace.
        HOME
    }

    static List<Right> of(Scope scope, PolicyRule rule) {
        List<Right> rights = new ArrayList<>();
        List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                for (String verb : rule.getVerbs()) {
                    names.forEach(name -> rights.add(new Right(scope, verb, group, resource, name)));
                }
            }
        }
        return rights;
    }

    /// @param home NoKube's own namespace
    public boolean allows(Use use, String home) {
        boolean isThere = switch (scope) {
            case CLUSTER -> true;
            case PROJECT -> !use.namespace().isEmpty() && !use.namespace().equals(home);
            case HOME -> use.namespace().equals(home);
        };
        return isThere
                && verb.equals(use.verb())
                && group.equals(use.group())
                && resource.equals(use.resource())
                && (only.isEmpty() || only.equals(use.name()));
    }

    public PolicyRule rule() {
        return new PolicyRuleBuilder()
                .withVerbs(verb)
                .withApiGroups(group)
                .withResources(resource)
                .withResourceNames(only.isEmpty() ? List.of() : List.of(only))
                .build();
    }

    /// Such as `patch apps/deployments`, with where it holds unless that is everywhere.
    @Override
    public String toString() {
        return verb + " "
                + (group.isEmpty() ? "" : group + "/")
                + resource
                + (only.isEmpty() ? "" : "[" + only + "]")
                + switch (scope) {
                    case CLUSTER -> "";
                    case PROJECT -> " in a project's namespace";
                    case HOME -> " in NoKube's namespace";
                };
    }
}
