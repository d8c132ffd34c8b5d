//! What holds for every text that is taken for a manifest, a Kustomize folder or a chart.

use opswright_check::{all, fix};
use opswright_diagnostic::Confidence;
use opswright_source::{Files, SourceFile};
use proptest::prelude::*;

const MANIFEST: &[&str] = &[
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n",
    "apiVersion: v1\nkind: Pod\nmetadata: {name: é}\nspec:\n",
    "apiVersion: v1\nkind: List\nitems:\n",
    "apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: \"é * 1-\"\n",
    "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nspec: {minAvailable: 1}\n",
    "apiVersion: v1\nkind: Service\nspec: {selector: {a: b}, ports: [{port: 1, targetPort: x}]}\n",
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {scaleTargetRef: {name: web}, maxReplicas: 99999999999999999999}\n",
    "apiVersion: v1\nkind: Secret\ndata: {a: YWJj}\n",
    "  replicas: 3\n",
    "  template:\n    metadata:\n      labels: {app: 1.0}\n    spec:\n      containers:\n",
    "      - name: app\n        image: nginx\n",
    "        securityContext: {}\n",
    "        securityContext:\n          runAsUser: 0\n",
    "        resources: {limits: {memory: 1e99999999}}\n",
    "        livenessProbe: {httpGet: {port: http, path: /ready}}\n",
    "        env: [{name: A, value: 1}, {name: A, value: *x}]\n",
    "      - {}\n",
    "  selector: {matchLabels: {app: web}}\n",
    "  <<: *x\n",
    "  containers: &x\n",
    "---\n",
    "{{ if .Values.x }}\n",
    "{{- else }}\n",
    "{{ end }}\n",
    "  name: {{ include \"é\" . }}\n",
    "{{/* é\n",
    "*/}}\n",
    "\t- [\n",
    "\r\n",
];

const KUSTOMIZATION: &[&str] = &[
    "resources:\n- a.yaml\n- ../é\n- https://x/y\n",
    "bases:\n- ..\n",
    "patchesStrategicMerge:\n- a.yaml\n- |-\n  a: b\n",
    "commonLabels:\n  a: b\n",
    "commonLabels: {a: b}\n",
    "images: [{name: a, newTag: latest}]\n",
    "namespace: x\n",
    "patches: 1\n",
];

const CHART: &[&str] = &[
    "apiVersion: v1\n",
    "name: é\n",
    "version: 1.2\n",
    "dependencies:\n- name: a\n  repository: https://x\n  version: '*'\n",
    "image: {repository: nginx, tag: latest}\n",
    "password: hunter2hunter2\n",
    "a: &a [*a]\n",
];

fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(words), 0..20)
        .prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_manifests_are_checked_and_fixed_without_panic(
        manifest in pieces(MANIFEST),
        template in pieces(MANIFEST),
        kustomization in pieces(KUSTOMIZATION),
        chart in pieces(CHART),
    ) {
        let mut files = Files::new();
        files.insert(SourceFile::from_text("deploy/web.yaml", &format!("apiVersion: v1\nkind: Pod\n---\n{manifest}")));
        files.insert(SourceFile::from_text("chart/templates/web.yaml", &format!("# {{{{ x }}}}\n{template}")));
        files.insert(SourceFile::from_text("deploy/kustomization.yaml", &kustomization));
        files.insert(SourceFile::from_text("chart/Chart.yaml", &chart));
        files.insert(SourceFile::from_text("chart/values.yaml", &chart));
        for finding in all(&files) {
            let text = files.get(&finding.path).map_or("", |file| file.text.as_str());
            prop_assert!(text.get(finding.range.start..finding.range.end).is_some(), "{finding:?}");
        }
        let fixed = fix::settle(&files, &fix::is_fixable);
        let again = fix::settle(&fixed.files, &|finding| {
            fix::is_fixable(finding) && !fixed.withdrawn.iter().any(|other| other.rule == finding.rule)
        });
        prop_assert!(again.changed.is_empty(), "{:?}", again.applied);
    }

    #[test]
    fn any_text_is_a_manifest(text in "\\PC{0,200}") {
        let mut files = Files::new();
        files.insert(SourceFile::from_text("a.yaml", &format!("apiVersion: v1\nkind: Pod\nspec:\n{text}")));
        files.insert(SourceFile::from_text("c/templates/a.yaml", &format!("{{{{ x }}}}\n{text}")));
        all(&files);
    }
}

#[test]
fn a_template_of_a_chart_is_read_and_its_findings_are_guesses() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include \"web.name\" . }}\n  labels:\n    {{- include \"web.labels\" . | nindent 4 }}\nspec:\n  {{- if not .Values.autoscaling }}\n  replicas: {{ .Values.replicas }}\n  {{- else }}\n  replicas: [\n  {{- end }}\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: wep}\n    spec:\n      containers:\n        - name: app\n          image: \"{{ .Values.image }}:{{ .Values.tag }}\"\n          securityContext:\n            {{- toYaml .Values.securityContext | nindent 12 }}\n          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n";
    let mut files = Files::new();
    files.insert(SourceFile::from_text("chart/templates/web.yaml", text));
    let found = all(&files);
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&"mismatched-selector"), "{rules:?}");
    for rule in [
        "syntax-error",
        "missing-security-context",
        "missing-resource-requests",
        "unpinned-image",
        "invalid-name",
        "wrong-type",
    ] {
        assert!(!rules.contains(&rule), "{rule}: {found:?}");
    }
    for finding in found {
        assert!(
            finding.confidence == Confidence::Low && finding.fix.is_none(),
            "{finding:?}"
        );
    }
}
