# Draft of a formula for a tap. Until there is a release it builds what is in the repository: `brew install --HEAD`.
class Referral < Formula
  desc "Checks safeguarding review referrals written in Markdown"
  homepage "https://example.org/referral"
  license any_of: ["MIT", "Apache-2.0"]
  head "https://example.org/referral.git", branch: "main"

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"referral", "completions")
    system bin/"referral", "man", "--out", buildpath/"man"
    man1.install Dir["man/*.1"]
  end

  test do
    (testpath/"child-k.referral.md").write "## Basis\n"
    assert_match "there is no", shell_output("#{bin}/referral check child-k.referral.md", 1)
  end
end
