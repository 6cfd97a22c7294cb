package io.waymark.deploy.kubernetes;

/** How many pods there are of a workload. */
final class Replicas {

    private Replicas() {}

    /** At the least: what the workload says, or the one that scales it. */
    static int least(Workload workload, Manifests manifests) {
        Integer said = workload.replicas();
        return said != null
                ? said
                : manifests
                        .one("ScaledObject", workload.name())
                        .at("/spec/minReplicaCount")
                        .asInt();
    }
}
