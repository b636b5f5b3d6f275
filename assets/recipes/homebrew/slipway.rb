cask "slipway" do
  version "{{version}}"
  sha256 "{{sha256 Slipway-{{version}}-mac-universal.dmg}}"

  url "{{homepage}}releases/#{version}/Slipway-#{version}-mac-universal.dmg"
  name "Slipway"
  desc "Manage the files in Microsoft OneDrive"
  homepage "{{homepage}}"

  auto_updates true
  depends_on macos: ">= :ventura"

  app "Slipway.app"
  binary "#{appdir}/Slipway.app/Contents/bin/slipway"

  zap trash: [
    "~/Library/Application Support/Slipway",
    "~/Library/Logs/Slipway",
    "~/Library/Preferences/example.slipway.app.plist",
    "~/Library/Saved Application State/example.slipway.app.savedState",
  ]
end
