//! What holds for every text.

use opswright_check::{all, fix};
use opswright_source::{Files, SourceFile};
use proptest::prelude::*;

fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(words), 0..30)
        .prop_map(|words| words.concat())
}

const DOCKERFILE: &[&str] = &[
    "FROM node:20 AS a\n",
    "FROM a\n",
    "FROM scratch\n",
    "RUN apt-get update && apt-get install -y curl\n",
    "RUN apk add x\n",
    "COPY . .\n",
    "ADD x y\n",
    "USER root\n",
    "USER node\n",
    "CMD node é\n",
    "ENTRYPOINT exec x\n",
    "HEALTHCHECK CMD curl http://localhost:1\n",
    "EXPOSE 3000\n",
    "ENV A_PASSWORD=é\n",
    "RUN npm install \\\n",
    "  && x\n",
    "COPY --from=b x y\n",
    "# c\n",
    "RUN <<EOF\n",
    "EOF\n",
    "{{ x }}",
    "\r\n",
];

const COMPOSE: &[&str] = &[
    "services:\n",
    "  web:\n",
    "    image: postgres:18\n",
    "    build: .\n",
    "    ports: ['5432:5432']\n",
    "    environment:\n",
    "      POSTGRES_PASSWORD: é\n",
    "      - A_TOKEN=x\n",
    "    volumes:\n",
    "      - data:/var/lib/postgresql/data\n",
    "    depends_on: [db]\n",
    "    healthcheck:\n",
    "      test: [CMD, curl, 'http://localhost']\n",
    "volumes:\n",
    "  data:\n",
    "    privileged: true\n",
    "    <<: *x\n",
    "  db: &x\n",
    "version: '3'\n",
];

const WORKFLOW: &[&str] = &[
    "on: [push]\n",
    "on:\n",
    "  pull_request_target:\n",
    "jobs:\n",
    "  build:\n",
    "    runs-on: ubuntu-latest\n",
    "    needs: deploy\n",
    "  deploy:\n",
    "    steps:\n",
    "      - uses: actions/checkout@v4\n",
    "        with: {ref: x}\n",
    "      - run: echo ${{ github.event.issue.title }}\n",
    "      - run: |\n",
    "          npm install\n",
    "permissions: write-all\n",
    "concurrency:\n",
    "  cancel-in-progress: true\n",
    "    environment: production\n",
    "é: [\n",
];

const SCRIPT: &[&str] = &[
    "#!/bin/sh\n",
    "#!/bin/bash\n",
    "cd $1\n",
    "rm -rf \"$x/\"*\n",
    "x=$1\n",
    "if [ -n $x ]; then ",
    "[ a -a b ]\n",
    "fi\n",
    "for f in $(ls); do ",
    "done\n",
    "echo `date` $@ ",
    "read a\n",
    "a | b > c\n",
    "cat <<E\n$x é\nE\n",
    "list=(a b)\n",
    "f() {\n",
    "}\n",
    "export é=$(x)\n",
    "find . -name *.x | xargs rm\n",
    "tr [a-z] x\n",
    "version = 1\n",
    "\"",
    "'",
    "\\\n",
    "\r\n",
    "case $x in *) ;; esac\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_files_are_checked_and_fixed_without_panic(
        dockerfile in pieces(DOCKERFILE),
        compose in pieces(COMPOSE),
        workflow in pieces(WORKFLOW),
        script in pieces(SCRIPT),
    ) {
        let mut files = Files::new();
        files.insert(SourceFile::from_text("Dockerfile", &dockerfile));
        files.insert(SourceFile::from_text("compose.yaml", &compose));
        files.insert(SourceFile::from_text(".github/workflows/w.yml", &workflow));
        files.insert(SourceFile::from_text("deploy.sh", &script));
        // The same text as one instruction.
        let run = format!("FROM x\nRUN {}\n", script.replace('\n', "; "));
        files.insert(SourceFile::from_text("run.Dockerfile", &run));
        for finding in all(&files) {
            let text = files.get(&finding.path).map_or("", |file| file.text.as_str());
            prop_assert!(text.get(finding.range.start..finding.range.end).is_some(), "{finding:?}");
        }
        let fixed = fix::settle(&files, &fix::is_fixable);
        prop_assert!(fixed.remaining.len() <= all(&files).len() + fixed.applied.len());
        let again = fix::settle(&fixed.files, &|finding| {
            fix::is_fixable(finding) && !fixed.withdrawn.iter().any(|other| other.rule == finding.rule)
        });
        prop_assert!(again.changed.is_empty(), "{:?}", again.applied);
    }
}
