; Uninstalling asks what becomes of the profile: accounts, lists, settings, log and the documents folder. An update,
; and whoever uninstalls silently, keeps it; "--delete-app-data" removes it without a question.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ${ifNot} ${Silent}
      StrCpy $R0 "Remove your Slipway data from this computer, too?$\r$\n$\r$\nThis deletes accounts, settings and every local copy in Slipway's documents folder, including changes that were not saved back. Files in OneDrive stay as they are."
      ${Switch} $LANGUAGE
        ${Case} 1031
          StrCpy $R0 "Auch Ihre Slipway-Daten von diesem Computer entfernen?$\r$\n$\r$\nDabei werden Konten, Einstellungen und alle lokalen Kopien im Slipway-Ordner gelöscht, auch Änderungen, die noch nicht gespeichert wurden. Dateien in OneDrive bleiben unverändert."
          ${Break}
        ${Case} 1036
          StrCpy $R0 "Supprimer aussi vos données Slipway de cet ordinateur ?$\r$\n$\r$\nLes comptes, les paramètres et toutes les copies locales du dossier de Slipway seront supprimés, y compris les modifications pas encore enregistrées. Les fichiers dans OneDrive restent inchangés."
          ${Break}
        ${Case} 1034
        ${Case} 3082
          StrCpy $R0 "¿Quitar también los datos de Slipway de este equipo?$\r$\n$\r$\nSe eliminarán las cuentas, la configuración y todas las copias locales de la carpeta de Slipway, incluidos los cambios que aún no se han guardado. Los archivos de OneDrive no cambian."
          ${Break}
        ${Case} 1046
          StrCpy $R0 "Remover também os seus dados do Slipway deste computador?$\r$\n$\r$\nIsso exclui contas, configurações e todas as cópias locais na pasta do Slipway, inclusive alterações que ainda não foram salvas. Os arquivos no OneDrive não mudam."
          ${Break}
        ${Case} 1041
          StrCpy $R0 "このコンピューターから Slipway のデータも削除しますか?$\r$\n$\r$\nアカウント、設定、Slipway のフォルダーにあるすべてのローカル コピーが、まだ保存されていない変更も含めて削除されます。OneDrive のファイルは変わりません。"
          ${Break}
        ${Case} 2052
          StrCpy $R0 "是否同时从此计算机删除 Slipway 数据?$\r$\n$\r$\n这将删除帐户、设置以及 Slipway 文件夹中的所有本地副本,包括尚未保存的更改。OneDrive 中的文件保持不变。"
          ${Break}
      ${EndSwitch}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$R0" /SD IDNO IDNO slipwayKeepsData
        SetShellVarContext current
        RMDir /r "$APPDATA\${PRODUCT_NAME}"
        RMDir /r "$LOCALAPPDATA\slipway-updater"
      slipwayKeepsData:
    ${endIf}
  ${endIf}
!macroend
