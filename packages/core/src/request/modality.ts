/** A kind of input or output a model handles. */
export type Modality = 'text' | 'image' | 'audio' | 'video' | 'file'
