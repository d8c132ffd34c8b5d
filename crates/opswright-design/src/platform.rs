//! The one product that runs the environments beyond `local`, by row and cloud.

use crate::case::Case;
use crate::design::{Compliance, Input, Scale};
use crate::provenance;

/// How a product runs containers; it decides load balancer, names, certificates and secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A server with Docker Compose.
    Server,
    /// A platform that takes an image and runs it.
    Hosted,
    /// Managed containers of a cloud.
    Containers,
    /// A cluster.
    Kubernetes,
}

/// The clouds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cloud {
    Aws,
    Gcp,
    Azure,
    Fly,
    Railway,
    Own,
}

/// The product that was chosen.
#[derive(Debug, Clone)]
pub(crate) struct Platform {
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) cloud: Cloud,
    pub(crate) runner_up: Option<&'static str>,
    /// The cloud as it was answered, or assumed.
    pub(crate) input: Input,
    /// Why the answered cloud was not taken.
    pub(crate) refused: Option<String>,
}

impl Cloud {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Gcp => "gcp",
            Self::Azure => "azure",
            Self::Fly => "fly",
            Self::Railway => "railway",
            Self::Own => "own",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [
            Self::Aws,
            Self::Gcp,
            Self::Azure,
            Self::Fly,
            Self::Railway,
            Self::Own,
        ]
        .into_iter()
        .find(|cloud| cloud.word() == word)
    }
}

/// The product for this case.
pub(crate) fn choose(case: &Case<'_>) -> Platform {
    let kubernetes = case.tier >= Scale::Growth || case.is_regulated();
    let usual = if case.compliance.contains(&Compliance::Airgap)
        || (case.tier == Scale::Hobby && !case.is_regulated())
    {
        Cloud::Own
    } else {
        Cloud::Aws
    };
    let said = case
        .answers
        .get("cloud")
        .and_then(|answer| Cloud::from_word(&answer.value));
    let refused = said.and_then(|cloud| refusal(case, cloud, kubernetes));
    let cloud = match (said, &refused) {
        (Some(cloud), None) => cloud,
        _ => usual,
    };
    let input = case
        .said("cloud")
        .unwrap_or_else(|| provenance::assumed("cloud", cloud.word()));
    let (name, class, runner_up) = if case.is_regulated() {
        regulated(case, cloud)
    } else if kubernetes {
        cluster(case, cloud)
    } else if case.tier == Scale::Startup {
        containers(cloud)
    } else {
        server(cloud)
    };
    Platform {
        name,
        class,
        cloud,
        runner_up,
        input,
        refused,
    }
}

fn refusal(case: &Case<'_>, cloud: Cloud, kubernetes: bool) -> Option<String> {
    let hosted = matches!(cloud, Cloud::Fly | Cloud::Railway);
    if case.compliance.contains(&Compliance::Airgap) && cloud != Cloud::Own {
        return Some(format!(
            "{} is a public network, and airgap forbids one",
            cloud.word()
        ));
    }
    (hosted && kubernetes)
        .then(|| format!("{} runs no Kubernetes, which this row needs", cloud.word()))
}

type Choice = (String, Class, Option<&'static str>);

fn server(cloud: Cloud) -> Choice {
    let (name, class, runner_up) = match cloud {
        Cloud::Own => ("own server with Docker Compose", Class::Server, "Fly.io"),
        Cloud::Aws => (
            "one EC2 instance with Docker Compose",
            Class::Server,
            "Fly.io",
        ),
        Cloud::Gcp => (
            "one Compute Engine instance with Docker Compose",
            Class::Server,
            "Fly.io",
        ),
        Cloud::Azure => (
            "one Azure virtual machine with Docker Compose",
            Class::Server,
            "Fly.io",
        ),
        Cloud::Fly => ("Fly.io", Class::Hosted, "Railway"),
        Cloud::Railway => ("Railway", Class::Hosted, "Fly.io"),
    };
    (name.to_owned(), class, Some(runner_up))
}

fn containers(cloud: Cloud) -> Choice {
    let (name, class, runner_up) = match cloud {
        Cloud::Aws => ("AWS ECS", Class::Containers, "GCP Cloud Run"),
        Cloud::Gcp => ("GCP Cloud Run", Class::Containers, "AWS ECS"),
        Cloud::Azure => ("Azure Container Apps", Class::Containers, "AWS ECS"),
        Cloud::Fly => ("Fly.io", Class::Hosted, "AWS ECS"),
        Cloud::Railway => ("Railway", Class::Hosted, "AWS ECS"),
        Cloud::Own => (
            "two own servers with Docker Compose",
            Class::Server,
            "AWS ECS",
        ),
    };
    (name.to_owned(), class, Some(runner_up))
}

fn managed(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Gcp => "GKE",
        Cloud::Azure => "AKS",
        Cloud::Own => "self-managed Kubernetes",
        Cloud::Aws | Cloud::Fly | Cloud::Railway => "EKS",
    }
}

fn cluster(case: &Case<'_>, cloud: Cloud) -> Choice {
    let mesh = if case.tier == Scale::Enterprise {
        " + Istio"
    } else {
        ""
    };
    let runner_up = if cloud == Cloud::Gcp { "EKS" } else { "GKE" };
    (
        format!("{}{mesh}", managed(cloud)),
        Class::Kubernetes,
        Some(runner_up),
    )
}

fn regulated(case: &Case<'_>, cloud: Cloud) -> Choice {
    let mesh = if case.tier == Scale::Enterprise {
        " + Istio"
    } else {
        ""
    };
    let runner_up = match cloud {
        // Without a public network there is no managed cluster.
        _ if case.compliance.contains(&Compliance::Airgap) => None,
        Cloud::Gcp => Some("GKE in a dedicated project"),
        Cloud::Azure => Some("AKS in a dedicated subscription"),
        _ => Some("EKS in a dedicated account"),
    };
    (
        format!("self-managed Kubernetes{mesh}"),
        Class::Kubernetes,
        runner_up,
    )
}
