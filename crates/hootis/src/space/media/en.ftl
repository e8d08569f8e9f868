### Photos, videos, documents: gallery, uploads, trash.

nav-media = Photos and documents
nav-media-short = Photos
media-title = Photos and documents
media-count =
    { $n ->
        [0] No file.
        [one] One file.
       *[other] { $n } files.
    }
media-used = { $used } of { $room }.
media-storage = Storage used
media-drop = Drop your photos, videos and documents here
media-drop-formats = or choose files. JPEG, PNG, WebP, GIF, MP4, MOV, PDF… { $most } each at most.
media-drop-place = The GPS position is removed from photos when they are sent, not from videos nor documents.
media-keep-place = Keep the position and other information of photos (camera, settings)
media-for-party = These files will be filed under { $name }.
media-send = Send
media-camera = Take a photo
media-sending = Uploads
media-sending-none = Nothing is being sent.
media-pending = { $size }, begun on { $date }. Choose this file again: the upload goes on where it stopped.
media-give-up = Give up
media-retry = Try again
media-cancel = Cancel the upload of
media-progress = Upload of
media-of = of
media-sent = Sent
media-keeping = Filing…
media-connection-cut = Connection lost
media-failed = Not sent
media-slow = Too many files were sent in a short time. Try again later.
media-signed-out = You are no longer signed in. Open this page again, then choose this file: sending goes on where it stopped.
media-no-room = The server has no room left for now. Try again later.
media-n-of-m = of
media-units = bytes KB MB GB
media-filter = Filter the files
media-filter-do = Filter
media-by-kind = Filter by kind
media-all = All
media-photos = Photos
media-videos = Videos
media-audios = Sounds
media-documents = Documents
media-party = Customer
media-any-party = All customers
media-this-week = This week
media-empty = No file yet
media-empty-text = What your team adds here is encrypted with your space's key, and seen by your team alone.
media-nothing = No file here
media-nothing-text = Nothing matches these filters.
media-show-all = Show all
media-select = Select { $name }
media-select-all = Select all
media-bulk = For the files ticked
media-move = File under this customer
media-throw-away = Put in the trash
media-trail = Breadcrumb
media-download = Download
media-original = Open the original
media-no-preview = No preview for this file.
media-neighbours = Neighbouring files
media-newer = Newer
media-older = Older
media-details = Details
media-taken = Date
media-added = Added
media-added-by = { $date } by { $name }
media-file = File
media-size = Size
media-pixels = { $width } × { $height } pixels
media-words = Caption
media-caption = Caption
media-alt = Alternative text
media-alt-hint = What the picture shows, for people who do not see it.
media-name = File name
media-name-missing = Give the file a name.
media-party-unknown = No customer of that name. Nothing was moved.
media-party-which = Several customers have that name: be more precise.
media-save = Save
media-saved = Changes saved.
media-late = Somebody else changed this file meanwhile. Check it, then save again: what you typed will replace theirs.
media-trash = Trash
media-trash-n = Trash ({ $n })
media-trash-lead = What you throw away stays here for { $period }, then is destroyed.
media-trash-none = The trash is empty
media-trash-none-text = Files put in the trash will appear here.
media-trash-more = The 200 most recent are shown.
media-in-trash = This file is in the trash. It will be destroyed on { $date }.
media-goes = Destroyed on { $date }
media-restore = Restore
media-empty-title = Empty the trash
media-empty-do = Empty the trash
media-empty-what =
    { $n ->
        [0] No file will be destroyed.
        [one] One file will be destroyed now, and { $size } freed.
       *[other] { $n } files will be destroyed now, and { $size } freed.
    }
media-empty-final = They cannot be restored any more.
media-empty-yes = Destroy
media-empty-no = Cancel
media-done-added =
    { $n ->
        [0] No file added.
        [one] One file added.
       *[other] { $n } files added.
    }
media-done-trashed =
    { $n ->
        [0] Nothing was put in the trash.
        [one] One file put in the trash. It can be restored.
       *[other] { $n } files put in the trash. They can be restored.
    }
media-done-restored =
    { $n ->
        [0] Nothing was restored.
        [one] One file restored.
       *[other] { $n } files restored.
    }
media-done-moved =
    { $n ->
        [0] Nothing was moved.
        [one] One file moved.
       *[other] { $n } files moved.
    }
media-done-deleted =
    { $n ->
        [0] The trash was empty.
        [one] One file destroyed.
       *[other] { $n } files destroyed.
    }
media-too-big = This file is too large: { $most } at most.
media-too-many = Too many uploads were begun and not ended. End some or give some up before beginning others.
media-full = The storage of your plan is used up. Empty the trash or delete files.
media-cut = The upload was cut. Send this file again.
media-none-chosen = Choose at least one file.
media-nameless = File without a name
media-refused-empty = This file is empty.
media-refused-heic = A photo in HEIC, which browsers do not show. On the iPhone: Settings, Camera, Formats, “Most compatible”, or export it as JPEG.
media-refused-format = This picture format is not read here. Save the picture as JPEG, PNG, WebP or GIF.
media-refused-active = This SVG drawing holds a script or an outside address. It was not kept.
media-refused-disguised = The content of this file is not what its name says. It was not kept.
media-refused-broken = This file is damaged or incomplete. Export it again.
media-refused-pixels = This picture has too many pixels: 16,384 a side and 100 million in all at most.
media-refused-heavy = This photo is too large: 64 MiB at most.
media-refused-hard = This picture could not be read within the limits of memory and time.
media-of-party = Photos and documents
media-of-party-all = See all
media-of-party-none = No file for this customer.
media-of-party-add = Add files
journal-media = File
journal-trashed = Put in the trash
journal-from-trash = Taken out of the trash

### Files of a message, and files that are shown in Station Clients.

media-attach = Attach files
media-attached = Attached files
media-attach-remove = Remove
media-attach-many = { $most } files a message at most. The others were not attached.
media-from = Sent in
media-from-talk = the conversation { $title }
media-share = Station Clients
media-share-with = Visible to
media-share-nobody-choice = Nobody: your team only
media-share-party = All of the customer { $name }
media-share-contact = { $name } only
media-share-do = Apply
media-share-hint = The customer's contacts see this file in Station Clients, as far as their rights to photos and documents go.
media-share-aside = This file goes with an internal note: it is never visible in Station Clients.
media-share-first = First choose the customer of this file, below.
media-share-since = Visible in Station Clients since { $date }.
media-share-nobody = Nothing was shown: a file without a customer, or with an internal note, is visible to your team only.
media-shared = Visible in Station Clients
media-show-do = Show
media-hide-do = Stop showing
media-done-shared =
    { $n ->
        [0] This file is visible in Station Clients already.
        [one] One file is now visible in Station Clients.
       *[other] { $n } files are now visible in Station Clients.
    }
media-done-hidden =
    { $n ->
        [0] None of these files was visible in Station Clients.
        [one] One file is no longer visible in Station Clients.
       *[other] { $n } files are no longer visible in Station Clients.
    }
media-contact = Contact
media-station-photos = Photos and videos
media-station-documents = Documents
media-station-photos-short = Photos
media-station-lead = What { $company } shares with you.
media-station-none = Nothing is shared for now
media-station-none-text = What is shared with you will be here. Files that were attached to a message stay in its conversation.
media-station-see = See all
media-download-of = Download { $name }
