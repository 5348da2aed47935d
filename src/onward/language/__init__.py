"""What words and sentences say, in ten languages: tokens, word vectors, sentences, what each sentence does. Pure."""
