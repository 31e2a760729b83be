{{/*
One manifest, with what the values say put over it.
Arguments: manifest (a map, changed in place), root (the scope of the whole chart).
*/}}
{{- define "nokube.manifest" -}}
{{- $manifest := .manifest -}}
{{- $root := .root -}}
{{- $namespace := $root.Release.Namespace -}}
{{- if not (hasPrefix "Cluster" $manifest.kind) -}}
{{- $_ := set $manifest.metadata "namespace" $namespace -}}
{{- end -}}
{{- range $manifest.subjects -}}
{{- $_ := set . "namespace" $namespace -}}
{{- end -}}
{{- if eq $manifest.kind "ConfigMap" -}}
{{- $_ := set $manifest "data" (merge (deepCopy $root.Values.configuration) $manifest.data) -}}
{{- end -}}
{{- if eq $manifest.kind "Deployment" -}}
{{- include "nokube.deployment" (dict "deployment" $manifest "root" $root) -}}
{{- end -}}
{{ toYaml $manifest }}
{{- end }}

{{- define "nokube.deployment" -}}
{{- $deployment := .deployment -}}
{{- $root := .root -}}
{{- $values := index $root.Values $deployment.metadata.name -}}
{{- $_ := set $deployment.spec "replicas" $values.replicas -}}
{{- $template := $deployment.spec.template -}}
{{- $annotations := dict "checksum/configuration" (toYaml $root.Values.configuration | sha256sum) -}}
{{- $_ := set $template.metadata "annotations" (merge $annotations $values.podAnnotations) -}}
{{- range $key := list "nodeSelector" "tolerations" -}}
{{- with index $values $key -}}
{{- $_ := set $template.spec $key . -}}
{{- end -}}
{{- end -}}
{{- with $root.Values.image.pullSecrets -}}
{{- $references := list -}}
{{- range . -}}{{- $references = append $references (dict "name" .) -}}{{- end -}}
{{- $_ := set $template.spec "imagePullSecrets" $references -}}
{{- end -}}
{{- range $container := $template.spec.containers -}}
{{- $image := $root.Values.image -}}
{{- $_ := set $container "image" (printf "%s/%s:%s" (trimSuffix "/" $image.prefix) $container.name (default $root.Chart.AppVersion $image.tag)) -}}
{{- with $image.pullPolicy -}}
{{- $_ := set $container "imagePullPolicy" . -}}
{{- end -}}
{{- $_ := set $container "resources" (mergeOverwrite $container.resources (deepCopy $values.resources)) -}}
{{- range $container.env -}}
{{- if eq .name "NOKUBE_SERVICE_ACCOUNT" -}}
{{- $_ := set . "value" (printf "%s/%s" $root.Release.Namespace $deployment.metadata.name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}
