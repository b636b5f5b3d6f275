; Uninstalling asks what becomes of the profile: accounts, lists, settings, log and the documents folder. An update,
; and whoever uninstalls silently, keeps it; "--delete-app-data" removes it without a question.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ${ifNot} ${Silent}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove your Slipway data from this computer, too?$\r$\n$\r$\nThis deletes accounts, settings and every local copy in Slipway's documents folder, including changes that were not saved back. Files in OneDrive stay as they are." /SD IDNO IDNO slipwayKeepsData
        SetShellVarContext current
        RMDir /r "$APPDATA\${PRODUCT_NAME}"
        RMDir /r "$LOCALAPPDATA\slipway-updater"
      slipwayKeepsData:
    ${endIf}
  ${endIf}
!macroend
