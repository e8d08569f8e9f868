picture-missing = Choisissez une image.
picture-too-big = Cette image est trop lourde. Envoyez-en une plus petite.
picture-unknown = Ce fichier n'est pas une image PNG, JPEG ou WebP. Enregistrez-la sous un de ces formats, puis recommencez.
picture-broken = Cette image ne peut pas être lue : elle est abîmée, ou trop grande (2 048 pixels de côté au plus).
