import type { FileKind } from '../../contract/errors.ts';

const lists = {
  program:
    'exe com scr pif cpl dll sys ocx drv gadget chm hlp jar jnlp app appimage bin run elf out so dylib prg xll sct shb ' +
    'air xap swf class wasm',
  script:
    'bat cmd ps1 ps1xml ps2 ps2xml psc1 psc2 psm1 psd1 cdxml vb vbs vbe js jse mjs cjs wsf wsh wsc hta sh bash zsh csh ' +
    'ksh fish command tool terminal term py pyw pyc pyz pyzw pl rb php lua tcl groovy r scpt scptd applescript ' +
    'workflow action osax ahk au3 a3x kix',
  link:
    'lnk url desktop directory webloc inetloc fileloc afploc ftploc vncloc mailloc website library-ms search-ms ' +
    'searchconnector-ms appref-ms scf xnk mad maf mag mam maq mar mas mat mau mav maw m3u m3u8 pls asx wpl torrent',
  installer:
    'msi msp mst msu msix msixbundle appx appxbundle appinstaller application deb rpm pkg mpkg flatpak flatpakref ' +
    'flatpakrepo snap vsix xpi crx apk ipa cab',
  settings:
    'reg inf ini mobileconfig provisionprofile settingcontent-ms theme themepack deskthemepack rdp rdg ovpn ica ' +
    'diagcab diagcfg diagpkg msc job plist prf pbk cer crt der p7b p7c pfx p12 gpg key-ms',
  diskImage: 'iso img dmg vhd vhdx vmdk vdi toast cdr nrg sparseimage sparsebundle udf wim esd',
  archive: 'zip 7z rar tar gz tgz bz2 tbz tbz2 xz txz zst lz lzh lzma arj ace z zipx',
  webPage: 'html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt xspf rss',
  macros:
    'docm dotm dot xlsm xltm xlt xlsb xlam xla xlm xlw pptm potm pot ppsm ppam ppa sldm vsdm vstm vssm one accdb accde ' +
    'accda accdr mdb mde mda odb iqy oqy rqy dqy slk dif odc pub wll',
} as const satisfies Partial<Record<FileKind, string>>;

/** Their programs display them and don't run anything from them unasked. */
const opened = new Set(
  (
    'pdf docx dotx xlsx xltx pptx potx ppsx doc xls ppt pps rtf odt ods odp odg pages numbers vsdx mpp epub ' +
    'txt text md markdown log csv tsv json yaml yml srt vtt ics vcf ' +
    'png jpg jpeg jpe jfif gif bmp webp avif heic heif tif tiff ico psd dng cr2 cr3 nef arw orf rw2 raf ' +
    'mp3 m4a aac wav flac ogg oga opus wma aif aiff mid ' +
    'mp4 m4v mov avi mkv webm wmv mpg mpeg 3gp'
  ).split(' '),
);

const kinds = new Map<string, FileKind>(
  Object.entries(lists).flatMap(([kind, list]) =>
    list.split(' ').map((extension) => [extension, kind as FileKind] as const),
  ),
);

/**
 * null: safe to open. Any kind that isn't listed is named, or "unknown". Systems use only the last extension,
 * and look-alike letters don't count.
 */
export function judgeOpening(name: string): FileKind | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) ?? '';
  if (name.lastIndexOf('.') > 0 && opened.has(extension)) return null;
  return kinds.get(extension) ?? 'unknown';
}

export const toSource = ({ owner, modifiedBy }: { owner: string | null; modifiedBy: string | null }) =>
  owner ?? modifiedBy;
