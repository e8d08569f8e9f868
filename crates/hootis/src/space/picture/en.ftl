picture-missing = Choose a picture.
picture-too-big = This picture is too heavy. Send a smaller one.
picture-unknown = This file is no PNG, JPEG or WebP picture. Save it in one of these formats, then try again.
picture-broken = This picture cannot be read: it is damaged, or too large (2,048 pixels a side at most).
